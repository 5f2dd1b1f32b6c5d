using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.PointChecks;

/// <summary>What a check adds to the sums of its places: drawn points by line, dated by the first day of the quarter so that quarters do not mix.</summary>
public static class CheckCells
{
    /// <summary>Points (point: <see cref="Drawn"/>, or the verdict of those that are done).</summary>
    public static readonly MeasureId Checked = MeasureId.Of("checked");

    public const string Drawn = "drawn";

    public static Tally Of(PointCheckState state)
        => Tally.Of(state.Points.SelectMany(p => p.IsDone
            ? (Cell[])[Of(state.Quarter, p, Drawn), Of(state.Quarter, p, CircleCells.Word(p.Verdict!.Value))]
            : [Of(state.Quarter, p, Drawn)]));

    /// <summary>What cells of one quarter add up to.</summary>
    public static CheckCounts Count(IEnumerable<Cell> cells)
    {
        var by = cells.ToLookup(c => c.Key.Point, c => c.Value);
        return new CheckCounts((int)by[Drawn].Sum(), Of(Verdict.Right), Of(Verdict.Wrong), Of(Verdict.Unreachable));

        int Of(Verdict verdict) => (int)by[CircleCells.Word(verdict)].Sum();
    }

    private static Cell Of(Quarter quarter, PointCalled point, string what) => new(new TallyKey(point.Sampled.Line, Checked, what, quarter.FirstDay()), 1);
}

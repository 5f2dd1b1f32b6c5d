using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.LivingCircles;

/// <summary>What living circles and service points add to the sums of their places. Cells that hold whenever one looks have no date.</summary>
public static class CircleCells
{
    /// <summary>Points of the directory that are open or paused (point: registration, or <see cref="Public"/>).</summary>
    public static readonly MeasureId Points = MeasureId.Of("points");

    /// <summary>Of these the ones whose group of fields (point) was last verified on a date, and not corrected since.</summary>
    public static readonly MeasureId Verified = MeasureId.Of("verified");

    /// <summary>Communities by how well a kind is within reach (point: <c>kind.covered</c>).</summary>
    public static readonly MeasureId Reach = MeasureId.Of("reach");

    /// <summary>The same for the old.</summary>
    public static readonly MeasureId OldReach = MeasureId.Of("reach-old");

    /// <summary>Communities by the stage of their living circle (point), on the line of the first kind.</summary>
    public static readonly MeasureId Circle = MeasureId.Of("circle");

    /// <summary>Of a kind that is not registered.</summary>
    public const string Public = "public";

    public static Tally Of(CircleState state)
    {
        if (state.Kinds.IsEmpty) return Tally.Empty;
        var cells = state.Kinds.SelectMany(k => (Cell[])[Of(k.Line, Reach, PointOf(k.Kind, k.Reach)), Of(k.Line, OldReach, PointOf(k.Kind, k.OldReach))]);
        return Tally.Of(cells.Append(Of(LineOf(state), Circle, Word(state.Stage))));
    }

    /// <summary>Of one point, while the public can be sent to it or soon can be again.</summary>
    public static Tally Of(ServicePointState point)
    {
        if (point is not { Draft: not null, Line: { } line, State: PointState.Open or PointState.Paused }) return Tally.Empty;
        return Tally.Of(
            Correction.Holding(point.Verified, point.Corrected).Select(v => new Cell(new(line, Verified, Word(v.Group), v.On), 1))
                .Append(Of(line, Points, point.IsRegistered ? Word(point.Standing) : Public)));
    }

    public static string PointOf(PointKindId kind, ReachState state) => $"{kind}.{Word(state)}";

    public static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static Cell Of(LineId line, MeasureId measure, string point) => new(new TallyKey(line, measure, point, default), 1);

    private static LineId LineOf(CircleState state) => state.Kinds[0].Line;
}

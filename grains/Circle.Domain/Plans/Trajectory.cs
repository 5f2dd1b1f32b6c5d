using System.Collections.Immutable;
using Circle.Domain.Places;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Plans;

/// <summary>Items that stand by the end of a day, cumulative.</summary>
public readonly record struct TrajectoryPoint(DateOnly On, long Items);

/// <summary>
/// 进度曲线: how one line comes on at a region, at one stage. Read from the dated cells that regions sum, so it rolls up like
/// every other figure and a fact entered late lies on its effective date.
/// </summary>
/// <param name="From">First day drawn; what stood before is in the first point.</param>
/// <param name="Plan">What has to stand, at each due date.</param>
/// <param name="Reached">What met it, clipped unit by unit: at today plan − reached is what is lacking.</param>
/// <param name="Accepted">Of these, accepted.</param>
public sealed record Trajectory(
    Stage Stage,
    DateOnly From,
    DateOnly To,
    ImmutableArray<TrajectoryPoint> Plan,
    ImmutableArray<TrajectoryPoint> Reached,
    ImmutableArray<TrajectoryPoint> Accepted)
{
    /// <summary>Points of one series; of a longer one every n-th and the last are kept.</summary>
    public const int MostPoints = 120;

    /// <summary>Days past the last due date that a forecast may widen the drawing by.</summary>
    public const int MostBeyond = 45;

    /// <param name="cells">The region's cells for the line; cells dated after <paramref name="today"/> are not drawn but for the plan.</param>
    /// <param name="finish">The forecast's late end, null: unknown.</param>
    public static Trajectory Of(Line line, IReadOnlyCollection<Cell> cells, Stage stage, DateOnly from, DateOnly today, DateOnly? finish)
    {
        var steps = line.Steps.Where(s => s.Stage == stage).Select(s => s.Id.Value).ToHashSet();
        var accepted = TallyKey.PointOf(Stage.Accepted);
        var plan = Series(cells.Where(c => c.Key.Measure == Counts.Due && steps.Contains(c.Key.Point)), from);
        var reached = Series(cells.Where(c => c.Key.Measure == Counts.Met && steps.Contains(c.Key.Point) && c.Key.Date <= today), from);
        var passed = Series(cells.Where(c => c.Key.Measure == Counts.Item && c.Key.Point == accepted && c.Key.Date <= today), from);
        var last = plan.IsEmpty ? today : plan[^1].On;
        var to = finish > last ? Earlier(finish.Value, last.AddDays(MostBeyond)) : last;
        return new(stage, from, to < today ? today : to, Thin(plan), Thin(reached), Thin(Under(passed, reached)));
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static ImmutableArray<TrajectoryPoint> Series(IEnumerable<Cell> cells, DateOnly from)
    {
        var items = 0L;
        return
        [
            .. cells.GroupBy(c => c.Key.Date < from ? from : c.Key.Date, c => c.Value).OrderBy(day => day.Key)
                .Select(day => new TrajectoryPoint(day.Key, Math.Max(0, items += day.Sum()))),
        ];
    }

    /// <summary>Accepted never lies over reached: a surplus of one unit is nobody's. Both are walked once, by day.</summary>
    private static ImmutableArray<TrajectoryPoint> Under(ImmutableArray<TrajectoryPoint> series, ImmutableArray<TrajectoryPoint> bound)
    {
        var under = ImmutableArray.CreateBuilder<TrajectoryPoint>();
        var (i, k) = (0, 0);
        var (own, most) = (0L, 0L);
        while (i < series.Length || k < bound.Length)
        {
            var on = k >= bound.Length || (i < series.Length && series[i].On <= bound[k].On) ? series[i].On : bound[k].On;
            if (i < series.Length && series[i].On == on) own = series[i++].Items;
            if (k < bound.Length && bound[k].On == on) most = bound[k++].Items;
            var items = Math.Min(own, most);
            if (under.Count == 0 || under[^1].Items != items) under.Add(new(on, items));
        }

        return under.ToImmutable();
    }

    private static ImmutableArray<TrajectoryPoint> Thin(ImmutableArray<TrajectoryPoint> series)
    {
        if (series.Length <= MostPoints) return series;
        var stride = (series.Length + MostPoints - 2) / (MostPoints - 1);
        return [.. series.Where((_, i) => i % stride == 0 || i == series.Length - 1)];
    }
}

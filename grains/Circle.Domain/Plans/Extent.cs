using Circle.Domain.Places;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Plans;

/// <summary>How much of a line there is at a region, for a bar: whole items, each counted once whatever stages it passes.</summary>
/// <param name="Wanted">What the plan asks for in the end: the most that any stage has to reach.</param>
/// <param name="Planned">Of this, by today.</param>
/// <param name="Accepted">What passed acceptance; more than wanted where a unit did more.</param>
public readonly record struct Extent(long Wanted, long Planned, long Accepted)
{
    public static Extent operator +(Extent a, Extent b) => new(a.Wanted + b.Wanted, a.Planned + b.Planned, a.Accepted + b.Accepted);

    public static Extent Of(Line line, IEnumerable<Cell> cells, DateOnly today)
    {
        var stageOf = line.Steps.ToDictionary(s => s.Id.Value, s => s.Stage);
        var (wanted, planned) = (new Dictionary<Stage, long>(), new Dictionary<Stage, long>());
        var accepted = 0L;
        foreach (var (key, quantity) in cells)
        {
            if (key.Measure == Counts.Item && key.Point == TallyKey.PointOf(Stage.Accepted) && key.Date <= today) accepted += quantity;
            if (key.Measure != Counts.Due || !stageOf.TryGetValue(key.Point, out var stage)) continue;
            wanted[stage] = wanted.GetValueOrDefault(stage) + quantity;
            if (key.Date <= today) planned[stage] = planned.GetValueOrDefault(stage) + quantity;
        }

        return new(wanted.Values.DefaultIfEmpty().Max(), planned.Values.DefaultIfEmpty().Max(), Math.Max(0, accepted));
    }
}

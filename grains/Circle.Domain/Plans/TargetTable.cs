using System.Collections.Immutable;
using Circle.Domain.Places;

namespace Circle.Domain.Plans;

/// <summary>A line's targets as totals: what all units together owe by a day.</summary>
internal sealed class TargetTable
{
    private readonly ImmutableArray<Target> targets;

    private TargetTable(ImmutableArray<Target> targets) => this.targets = targets;

    public DateOnly? LastDue => targets.IsEmpty ? null : targets.Max(t => t.Due);

    /// <summary>A roster's place that is not known yet owes nothing; taking such a document is refused.</summary>
    public static TargetTable Of(Line? line, PlaceTree places)
        => new(line is null ? [] : Targets.WriteOut(line with { Roster = [.. line.Roster.Where(r => places.Find(r.Place) is not null)] }, places));

    /// <summary>Null where the same units owe the same by the same days.</summary>
    public static TargetChange? Between(Line? before, Line? after, PlaceTree places)
    {
        var (was, will) = (Of(before, places), Of(after, places));
        var (old, now) = (was.InTheEnd(), will.InTheEnd());
        var units = old.Keys.Union(now.Keys).Select(unit => (Before: old.GetValueOrDefault(unit), After: now.GetValueOrDefault(unit))).ToList();
        var dues = was.targets.Concat(will.targets).Select(t => (t.Due, t.Stage)).Distinct().Order()
            .Select(d => new DueChange(d.Due, d.Stage, was.Total(d.Due, d.Stage), will.Total(d.Due, d.Stage)))
            .Where(d => d.Before != d.After).ToImmutableArray();
        var change = new TargetChange(
            units.Count(u => u.Before > 0 && u.After > u.Before),
            units.Count(u => u.After > 0 && u.After < u.Before),
            units.Count(u => u.Before == 0 && u.After > 0),
            units.Count(u => u.Before > 0 && u.After == 0),
            dues);
        return change is { More: 0, Less: 0, New: 0, Gone: 0, Dues.IsEmpty: true } ? null : change;
    }

    public bool Holds(StepId step) => targets.Any(t => t.Step == step);

    /// <summary>Items due at a stage by the end of a day.</summary>
    public long Total(DateOnly by, Stage stage) => targets
        .Where(t => t.Stage == stage && t.Due <= by)
        .GroupBy(t => t.Unit, t => t.Cumulative)
        .Sum(unit => unit.Max());

    /// <summary>Items of each unit over all steps and stages.</summary>
    private Dictionary<PlaceId, long> InTheEnd() => targets
        .GroupBy(t => t.Unit)
        .ToDictionary(unit => unit.Key, unit => unit.GroupBy(t => t.Stage).Sum(stage => stage.Max(t => t.Cumulative)));
}

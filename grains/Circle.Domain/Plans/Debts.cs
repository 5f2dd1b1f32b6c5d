using System.Collections.Immutable;
using Circle.Domain.Places;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Plans;

/// <summary>欠账: what one unit owes and what of it is met, as cells that a region can simply add up.</summary>
/// <remarks>
/// A unit clips what it reached to what it owes before anything is summed. Hence nobody's surplus pays another's debt, and
/// what a region owes is the sum of its units at any depth.
/// </remarks>
public static class Debts
{
    /// <summary>
    /// <see cref="Counts.Due"/> cells of one unit and line: (step, due date) → marginal items, the step's cumulative minus that of
    /// the unit's previous step of the same stage. A later step that asks for less than an earlier one adds nothing.
    /// </summary>
    /// <param name="targets">Of one unit and one line, in any order.</param>
    /// <returns>Distinct keys, quantities over 0, in order of stage and due date.</returns>
    public static ImmutableArray<Cell> Due(IEnumerable<Target> targets)
        => [.. Slices(targets).Select(slice => new Cell(slice.Key(Counts.Due, slice.Target.Due), slice.To - slice.From))];

    /// <summary>
    /// <see cref="Counts.Met"/> cells of one unit and line: (step, effective date) → items, the earliest items filling the earliest
    /// step first; per step never more than is due of it.
    /// </summary>
    /// <remarks>
    /// What the unit can count is what its region reached at the step's stage minus what units below it were credited with at
    /// that stage: the district's 19 of December are paid by what the streets have beyond their own. A dip in a dated series
    /// (an item taken back later) counts from the start of the item, so that a return restores the debt from the old due date.
    /// </remarks>
    /// <param name="line">Says which stage a credited step of a lower unit belongs to.</param>
    /// <param name="targets">Of one unit and of <paramref name="line"/>, in any order.</param>
    /// <param name="reached">The cells of the unit's whole region for the line; only <see cref="Counts.Item"/> is read.</param>
    /// <param name="below">Sum of the children's cells for the line; only <see cref="Counts.Met"/> is read. Empty for a leaf.</param>
    /// <returns>Distinct keys, quantities over 0, in order of stage, effective date and step.</returns>
    public static ImmutableArray<Cell> Met(Line line, IEnumerable<Target> targets, IEnumerable<Cell> reached, IEnumerable<Cell> below)
    {
        var byStage = Slices(targets).ToLookup(slice => slice.Target.Stage);
        if (byStage.Count == 0) return [];

        var own = byStage.ToDictionary(stage => stage.Key, _ => new Dictionary<DateOnly, long>());
        var stages = own.Keys.ToDictionary(TallyKey.PointOf);
        foreach (var (key, quantity) in reached)
        {
            if (key.Line == line.Id && key.Measure == Counts.Item && stages.TryGetValue(key.Point, out var stage))
                Add(own[stage], key.Date, quantity);
        }

        var credited = line.Steps.ToDictionary(step => step.Id.Value, step => step.Stage);
        foreach (var (key, quantity) in below)
        {
            if (key.Line == line.Id && key.Measure == Counts.Met
                && credited.TryGetValue(key.Point, out var stage) && own.TryGetValue(stage, out var dated))
                Add(dated, key.Date, -quantity);
        }

        return [.. byStage.SelectMany(stage => Fill([.. stage], own[stage.Key]))];
    }

    /// <summary>Lays the items in order of effective date along the steps in order of due date.</summary>
    private static IEnumerable<Cell> Fill(ImmutableArray<Slice> slices, Dictionary<DateOnly, long> dated)
    {
        var before = 0L;
        foreach (var (date, until) in Lasting(dated))
        {
            foreach (var slice in slices)
            {
                var items = Math.Min(until, slice.To) - Math.Max(before, slice.From);
                if (items > 0) yield return new(slice.Key(Counts.Met, date), items);
            }

            before = until;
        }
    }

    /// <summary>
    /// Cumulative items per date that were not lost again: the least that any later date still shows, never under 0. So the
    /// series only rises, whatever a correction did to the cells.
    /// </summary>
    private static (DateOnly Date, long Items)[] Lasting(Dictionary<DateOnly, long> dated)
    {
        var series = dated.OrderBy(day => day.Key).Select(day => (Date: day.Key, Items: day.Value)).ToArray();
        for (var i = 1; i < series.Length; i++) series[i].Items += series[i - 1].Items;
        var least = long.MaxValue;
        for (var i = series.Length - 1; i >= 0; i--)
            series[i].Items = least = Math.Max(0, Math.Min(least, series[i].Items));
        return series;
    }

    private static void Add(Dictionary<DateOnly, long> dated, DateOnly date, long items)
        => dated[date] = dated.GetValueOrDefault(date) + items;

    /// <summary>The stretch of a stage's items that each step adds: (from, to] of the cumulative count.</summary>
    private static IEnumerable<Slice> Slices(IEnumerable<Target> targets)
    {
        foreach (var stage in targets.GroupBy(target => target.Stage).OrderBy(stage => stage.Key))
        {
            var from = 0L;
            foreach (var target in stage.OrderBy(t => t.Due).ThenBy(t => t.Cumulative).ThenBy(t => t.Step.Value, StringComparer.Ordinal))
            {
                if (target.Cumulative <= from) continue;
                yield return new(target, from, target.Cumulative);
                from = target.Cumulative;
            }
        }
    }

    private readonly record struct Slice(Target Target, long From, long To)
    {
        public TallyKey Key(MeasureId measure, DateOnly date) => new(Target.Line, measure, Target.Step.Value, date);
    }
}

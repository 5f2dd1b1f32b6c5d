using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Evidence;

/// <summary>The figures of a wall that have facilities behind them.</summary>
public enum Figure
{
    /// <summary>欠: of steps that have passed, what is unmet.</summary>
    Owed,

    /// <summary>待完成: of steps due within the days asked for, from today on, what is unmet.</summary>
    Due,

    /// <summary>待验收: reported as completed, not accepted.</summary>
    Waiting,

    /// <summary>验收, within days.</summary>
    Accepted,

    /// <summary>报竣, within days.</summary>
    Completed,

    /// <summary>登记, within days (of recording).</summary>
    Registered,

    /// <summary>有进展: last heard of within days (of recording).</summary>
    Progressed,

    /// <summary>退回整改 that is open, since a day within days.</summary>
    Returned,
}

/// <summary>Days, both included.</summary>
public readonly record struct Days(DateOnly From, DateOnly To)
{
    public bool Holds(DateOnly? day) => day >= From && day <= To;
}

/// <summary>A facility with what it adds to the sums of its place.</summary>
public sealed record CountedFacility(FacilityView View, Tally Cells)
{
    /// <summary>Day of recording where it counts at all: not suspended, not withdrawn, and not one that stood before a line of new work.</summary>
    public DateOnly? Registered { get; } = DayOf(Cells, Stage.Planned);

    /// <summary>The day of which it was last heard (of recording), whether or not it counts.</summary>
    public DateOnly? Heard { get; } = DayOf(Cells, Counts.Heard, "");

    /// <summary>Since when it is sent back, whether or not it counts.</summary>
    public DateOnly? ReturnedSince { get; } = DayOf(Cells, Counts.Standing, "returned");

    /// <summary>The effective day on which the whole of it reached a stage, where it counts.</summary>
    public DateOnly? On(Stage stage) => DayOf(Cells, stage);

    private static DateOnly? DayOf(Tally cells, Stage stage) => DayOf(cells, Counts.Item, TallyKey.PointOf(stage));

    private static DateOnly? DayOf(Tally cells, MeasureId measure, string point)
    {
        foreach (var (key, _) in cells.Cells)
            if (key.Measure == measure && key.Point == point) return key.Date;
        return null;
    }
}

/// <summary>One thing behind a figure.</summary>
/// <param name="Facility">Null: <paramref name="Count"/> items that nobody has registered.</param>
/// <param name="Place">Where the facility is; of what nobody registered: the unit that owes it.</param>
/// <param name="Step">What asks for it; null where the figure is no debt.</param>
/// <param name="Unit">Who owes it, the facility's place or one above; where the figure is no debt: <paramref name="Place"/>.</param>
public sealed record Item(FacilityView? Facility, long Count, Line Line, PlaceId Place, UnitStep? Step, int DaysOverdue, PlaceId Unit);

/// <summary>Which facilities stand behind a figure of one line at one place; their counts add up to it.</summary>
public static class Items
{
    /// <param name="facilities">Of the line, at the place or below.</param>
    /// <param name="days">Null: today; of <see cref="Figure.Due"/>: today and after; of <see cref="Figure.Returned"/>: any. Nothing to <see cref="Figure.Owed"/> and <see cref="Figure.Waiting"/>.</param>
    public static ImmutableArray<Item> Of(Figure figure, Line line, UnitLedgers ledgers, IEnumerable<CountedFacility> facilities, Days? days, DateOnly today)
    {
        var all = facilities.Where(f => f.View.Line == line.Id).ToImmutableArray();
        var counted = all.Where(f => f.Registered is not null).ToImmutableArray();
        var within = days ?? new Days(today, today);
        var isInTotals = ledgers.Plan.IsConfirmed(line.Id);
        return figure switch
        {
            Figure.Owed => Unmet(line, ledgers, counted, step => step.Due < today, today),
            Figure.Due => Unmet(line, ledgers, counted, step => step.Due >= today && (days is null || within.Holds(step.Due)), today),
            Figure.Waiting => isInTotals ? Those(f => f.On(Stage.Completed) <= today && !(f.On(Stage.Accepted) <= today)) : [],
            Figure.Accepted => isInTotals ? Those(f => within.Holds(f.On(Stage.Accepted))) : [],
            Figure.Completed => Those(f => within.Holds(f.On(Stage.Completed))),
            Figure.Registered => Those(f => within.Holds(f.Registered)),
            Figure.Progressed => Those(f => within.Holds(f.Heard)),
            Figure.Returned => Those(f => f.ReturnedSince is { } since && (days is null || within.Holds(since))),
            _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "no such figure"),
        };

        ImmutableArray<Item> Those(Func<CountedFacility, bool> isOne) => [.. all.Where(isOne).Select(f => new Item(f.View, 1, line, f.View.Place, null, 0, f.View.Place))];
    }

    /// <summary>Longest overdue first, then by due date, by the line's order and by name.</summary>
    public static IOrderedEnumerable<Item> InOrder(IEnumerable<Item> items) => items
        .OrderByDescending(i => i.DaysOverdue).ThenBy(i => i.Step?.Due ?? DateOnly.MaxValue).ThenBy(i => i.Line.Order)
        .ThenBy(i => i.Facility is null).ThenBy(i => i.Facility?.Name, StringComparer.Ordinal).ThenBy(i => i.Facility?.Id.Value ?? i.Place.Value, StringComparer.Ordinal);

    /// <summary>
    /// Lower units choose first and earlier steps before later ones, as they are credited. Of more facilities than a unit owes, those furthest along stand for it: they are
    /// the ones that can end the debt. What is left then nobody has registered.
    /// </summary>
    private static ImmutableArray<Item> Unmet(Line line, UnitLedgers ledgers, ImmutableArray<CountedFacility> counted, Func<UnitStep, bool> isAsked, DateOnly today)
    {
        var items = ImmutableArray.CreateBuilder<Item>();
        var taken = new HashSet<(FacilityId, Stage)>();
        var open = counted.Where(f => !ledgers.Places.IsWithin(f.View.Place, line.Excluded))
            .OrderByDescending(f => f.View.Stage).ThenBy(f => f.View.Name, StringComparer.Ordinal).ThenBy(f => f.View.Id.Value, StringComparer.Ordinal).ToList();
        foreach (var unit in ledgers.UnitsOf(line, today))
        {
            foreach (var step in unit.Steps.Where(s => s.Unmet > 0))
            {
                var late = Math.Max(0, today.DayNumber - step.Due.DayNumber);
                var standing = open
                    .Where(f => !(f.On(step.Stage) <= today) && !taken.Contains((f.View.Id, step.Stage)) && ledgers.Places.PathUp(f.View.Place).Any(p => p.Id == unit.Unit))
                    .Take((int)Math.Min(step.Unmet, int.MaxValue)).ToList();
                taken.UnionWith(standing.Select(f => (f.View.Id, step.Stage)));
                if (!isAsked(step)) continue;
                items.AddRange(standing.Select(f => new Item(f.View, 1, line, f.View.Place, step, late, unit.Unit)));
                if (step.Unmet > standing.Count) items.Add(new Item(null, step.Unmet - standing.Count, line, unit.Unit, step, late, unit.Unit));
            }
        }

        return items.ToImmutable();
    }
}

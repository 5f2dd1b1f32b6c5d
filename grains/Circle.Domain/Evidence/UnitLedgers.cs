using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Evidence;

/// <summary>
/// A place's figures and those of every unit at or below it, summed from rows by the regions' own sums: what is listed here adds up to what
/// a wall shows because it is the same arithmetic. Not for two threads at once.
/// </summary>
public sealed class UnitLedgers
{
    private static readonly Revision Told = new(1, 1);

    private readonly Dictionary<PlaceId, RegionSums> regions = [];
    private readonly ImmutableArray<PlaceNode> upwards;

    /// <summary>One answer asks for the same several times.</summary>
    private readonly Dictionary<(LineId Line, DateOnly Today), ImmutableArray<UnitLedger>> units = [];

    private UnitLedgers(PlanVersion plan, PlaceTree places, PlaceId root)
    {
        (Plan, Places, Root) = (plan, places, root);

        // A place stands before all under it, so the other way round children come first.
        upwards = [.. places.Subtree(root).Reverse()];
    }

    public PlanVersion Plan { get; }

    public PlaceTree Places { get; }

    public PlaceId Root { get; }

    /// <param name="rows">All that hangs on <paramref name="root"/> or a place under it, whatever the line.</param>
    public static UnitLedgers Of(PlanVersion plan, PlaceTree places, PlaceId root, IEnumerable<(PlaceId Region, Tally Cells)> rows)
    {
        var ledgers = new UnitLedgers(plan, places, root);
        ledgers.Sum(rows.ToLookup(row => row.Region, row => row.Cells));
        return ledgers;
    }

    /// <summary>The place's cells of a line, as its region publishes them.</summary>
    public IEnumerable<Cell> CellsOf(LineId line) => regions.TryGetValue(Root, out var sums) ? sums.CellsOf(line) : [];

    /// <summary>How a line stands at the place.</summary>
    public LineStanding StandingOf(Line line, DateOnly today) => Standings.Of(Plan, Places, Root, line, CellsOf(line.Id), today);

    /// <summary>Units with something due or to come, those below before those above. Of an unconfirmed line, and where the document leaves the place out: none.</summary>
    public ImmutableArray<UnitLedger> UnitsOf(Line line, DateOnly today)
    {
        if (!Plan.IsConfirmed(line.Id) || IsExcluded(line)) return [];
        if (units.TryGetValue((line.Id, today), out var known)) return known;
        return units[(line.Id, today)] = [.. upwards.Select(place => LedgerOf(line, place.Id, today)).Where(ledger => !ledger.Steps.IsEmpty)];
    }

    /// <summary>What is asked of the place by each step: its units' together, by date.</summary>
    public static ImmutableArray<UnitStep> Together(IEnumerable<UnitLedger> units) =>
    [
        .. units.SelectMany(unit => unit.Steps).GroupBy(step => step.Step)
            .Select(same => same.First() with { Due = same.Min(s => s.Due), Items = same.Sum(s => s.Items), Met = same.Sum(s => s.Met) })
            .OrderBy(step => step.Due),
    ];

    private bool IsExcluded(Line line) => Places.IsWithin(Root, line.Excluded);

    private void Sum(ILookup<PlaceId, Tally> rows)
    {
        var targets = Plan.Targets.ToLookup(target => target.Unit);
        var number = 0;
        foreach (var place in upwards)
        {
            var sums = regions[place.Id] = new RegionSums(place.Id);
            foreach (var cells in rows[place.Id]) sums.Take(new PlaceRow(StreamId.Of("row", $"{number++}"), place.Id, 1, cells));
            foreach (var child in Places.ChildrenOf(place.Id)) sums.Take(new RegionReport(child.Id, place.Id, null, Told, regions[child.Id].Whole()));
            sums.Owe(targets[place.Id]);
            sums.Settle(Plan);
        }
    }

    private UnitLedger LedgerOf(Line line, PlaceId unit, DateOnly today)
    {
        var own = regions[unit].OwnCellsOf(line.Id).Where(cell => cell.Key.Measure == Counts.Due || cell.Key.Measure == Counts.Met).ToList();
        var standing = Standings.Of(line, own, today, baselineConfirmed: true, excluded: false, countingSince: null);
        return new(unit, standing.Due, standing.Due - standing.Owed, standing.Owed, standing.DaysOverdue, StepsOf(line, own, today));
    }

    private static ImmutableArray<UnitStep> StepsOf(Line line, List<Cell> own, DateOnly today)
    {
        var due = own.Where(cell => cell.Key.Measure == Counts.Due).ToLookup(cell => cell.Key.Point);
        var met = own.Where(cell => cell.Key.Measure == Counts.Met && cell.Key.Date <= today).ToLookup(cell => cell.Key.Point, cell => cell.Value);
        return
        [
            .. from step in line.Steps
               let asked = due[step.Id.Value].ToList()
               let items = asked.Sum(cell => cell.Value)
               where items > 0
               let dueOn = asked.Min(cell => cell.Key.Date)
               orderby dueOn
               select new UnitStep(step.Id, step.Label, dueOn, step.Stage, items, Math.Clamp(met[step.Id.Value].Sum(), 0, items)),
        ];
    }
}

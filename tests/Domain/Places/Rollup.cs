using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Tests.Places;

/// <summary>
/// A district of regions over a network that loses, repeats and reorders, and beside it the plain truth: the rows as a database
/// has them, and what the sums have to be, counted from scratch.
/// </summary>
internal sealed class Rollup
{
    public static readonly ImmutableArray<Line> Lines = [World.TwoStages, Sample.SecurityLine("other") with { Excluded = [] }];

    private readonly Dictionary<PlaceId, Region> regions = [];
    private readonly Dictionary<StreamId, PlaceRow> database = [];
    private readonly List<(PlaceId To, PlaceRow Row)> rowsUnderway = [];
    private readonly List<(RegionReport Report, Region From)> reportsUnderway = [];
    private readonly List<(PlaceId To, PlaceRow Row)> everyRow = [];
    private readonly List<RegionReport> everyReport = [];
    private long epoch = 1;

    public Rollup(PlaceTree places, PlanVersion plan)
    {
        (Places, Plan) = (places, plan);
        foreach (var place in places.All) Restart(place.Id);
    }

    public PlaceTree Places { get; private set; }

    public PlanVersion Plan { get; private set; }

    public RegionSums Sums(PlaceId place) => regions[place].Sums;

    /// <summary>An aggregate commits: its row's next revision, told to the region it names and the one it leaves.</summary>
    public void Commit(StreamId id, PlaceId region, Tally cells)
    {
        var before = database.GetValueOrDefault(id);
        var row = database[id] = new PlaceRow(id, region, (before?.Revision ?? 0) + 1, cells);
        Send(region, row);
        if (before is not null && before.Region != region) Send(before.Region, row);
    }

    /// <param name="again">It arrives, and will once more.</param>
    public void DeliverRow(int which, bool again)
    {
        if (rowsUnderway.Count == 0) return;
        var (to, row) = rowsUnderway[which % rowsUnderway.Count];
        if (!again) rowsUnderway.RemoveAt(which % rowsUnderway.Count);
        Arrive(to, row);
    }

    public void LoseRow(int which)
    {
        if (rowsUnderway.Count > 0) rowsUnderway.RemoveAt(which % rowsUnderway.Count);
    }

    /// <summary>A region reports what it believes its parent lacks.</summary>
    public void Report(PlaceId place)
    {
        if (regions[place].Next(Plan, Places) is not { } report) return;
        reportsUnderway.Add((report, regions[place]));
        everyReport.Add(report);
    }

    /// <param name="answered">False: it arrives, and its answer is lost.</param>
    public void DeliverReport(int which, bool again, bool answered)
    {
        if (reportsUnderway.Count == 0) return;
        var (report, from) = reportsUnderway[which % reportsUnderway.Count];
        if (!again) reportsUnderway.RemoveAt(which % reportsUnderway.Count);
        var held = Arrive(report);
        if (answered) from.Heard(report, held);
        else from.Lost();
    }

    public void LoseReport(int which)
    {
        if (reportsUnderway.Count == 0) return;
        reportsUnderway[which % reportsUnderway.Count].From.Lost();
        reportsUnderway.RemoveAt(which % reportsUnderway.Count);
    }

    /// <summary>Another activation: reads its rows, knows no child, and counts with a higher epoch.</summary>
    public void Restart(PlaceId place)
    {
        var region = regions[place] = new Region(place, epoch++);
        region.Sums.Replace([.. database.Values.Where(r => r.Region == place)], []);
        region.Sums.Owe(Plan.Targets);
    }

    /// <summary>Another tree: children that stand elsewhere now are dropped.</summary>
    public void Rearrange(PlaceTree places)
    {
        Places = places;
        foreach (var region in regions.Values)
        {
            foreach (var gone in region.Sums.Children.Where(c => places.Find(c)?.Parent != region.Sums.Self).ToList()) region.Sums.Drop(gone);
            region.Lost();
        }
    }

    public void Owe(ImmutableArray<Target> targets)
    {
        Plan = Plan with { Version = Plan.Version + 1, Targets = targets };
        foreach (var region in regions.Values) region.Sums.Owe(Plan.Targets);
    }

    /// <summary>All that is underway arrives, in the order that <paramref name="order"/> picks.</summary>
    public void DeliverAll(Random order)
    {
        while (rowsUnderway.Count > 0) DeliverRow(order.Next(rowsUnderway.Count), again: false);
        while (reportsUnderway.Count > 0) DeliverReport(order.Next(reportsUnderway.Count), again: false, answered: true);
    }

    /// <summary>Every region compares its rows with the database, then reports until its parent holds what it has.</summary>
    public void Compare()
    {
        foreach (var region in regions.Values)
        {
            var rows = database.Values.Where(r => r.Region == region.Sums.Self).ToImmutableArray();
            if (rows.Length != region.Sums.RowCount || rows.Sum(r => (long)r.Mark) != region.Sums.MarkSum) region.Sums.Replace(rows, region.Sums.RowIds());
        }

        foreach (var place in Places.All.OrderByDescending(p => Places.PathUp(p.Id).Count()))
        {
            if (place.Parent is { } parent) regions[place.Id].ParentHolds(Sums(parent).RevisionOf(place.Id));
            for (var tries = 0; regions[place.Id].Next(Plan, Places) is { } report; tries++)
            {
                Assert.True(tries < 3, $"{place.Id} never agrees with its parent");
                everyReport.Add(report);
                regions[place.Id].Heard(report, Arrive(report));
            }
        }
    }

    /// <summary>Everything that was ever sent arrives again, but for rows that have left the region since.</summary>
    public void RepeatEverything(Random order)
    {
        foreach (var (to, row) in order.Shuffled(everyRow).Where(m => database[m.Row.Id].Region == m.To)) Arrive(to, row);
        foreach (var report in order.Shuffled(everyReport)) Arrive(report);
    }

    /// <summary>What a place has to publish: its rows, what its children have to publish, and its own unit's debts.</summary>
    public Tally Expected(PlaceId place)
    {
        var below = Places.ChildrenOf(place).Select(c => Expected(c.Id))
            .Concat(database.Values.Where(r => r.Region == place).Select(r => r.Cells))
            .Aggregate(Tally.Empty, (sum, cells) => sum.Plus(cells));
        return Lines.Aggregate(below, (sum, line) =>
        {
            var targets = Plan.Targets.Where(t => t.Unit == place && t.Line == line.Id).ToList();
            return sum.Plus(Tally.Of([.. Debts.Due(targets), .. Debts.Met(line, targets, below.Cells, below.Cells)]));
        });
    }

    private void Send(PlaceId to, PlaceRow row)
    {
        rowsUnderway.Add((to, row));
        everyRow.Add((to, row));
    }

    private void Arrive(PlaceId to, PlaceRow row) => Sums(to).Take(row);

    /// <summary>As a region's grain does: a report for another parent is none of its business.</summary>
    private Revision? Arrive(RegionReport report)
        => Places.Find(report.Region)?.Parent == report.Parent ? Sums(report.Parent).Take(report) : report.Revision;

    /// <summary>One region and what it believes of its parent.</summary>
    private sealed class Region(PlaceId place, long epoch)
    {
        private readonly HashSet<TallyKey> untold = [];
        private Revision revision = new(epoch, 1);
        private Revision? held;

        public RegionSums Sums { get; } = new(place);

        public RegionReport? Next(PlanVersion plan, PlaceTree places)
        {
            Sums.Settle(plan);
            var changed = Sums.TakeChanged();
            if (!changed.IsEmpty) revision = revision with { N = revision.N + 1 };
            untold.UnionWith(changed.Select(c => c.Key));
            if (places.Find(place)?.Parent is not { } parent || held == revision) return null;
            return new RegionReport(place, parent, held, revision, held is null ? Sums.Whole() : [.. untold.Select(k => new Cell(k, Sums.QuantityOf(k)))]);
        }

        public void Heard(RegionReport told, Revision? answer)
        {
            if (answer != told.Revision || told.Revision != revision)
            {
                Lost();
                return;
            }

            untold.Clear();
            held = answer;
        }

        public void Lost() => held = null;

        public void ParentHolds(Revision? said)
        {
            if (said != held) held = null;
        }
    }
}

internal static class Shuffling
{
    public static T[] Shuffled<T>(this Random order, IEnumerable<T> all)
    {
        var items = all.ToArray();
        order.Shuffle(items);
        return items;
    }
}

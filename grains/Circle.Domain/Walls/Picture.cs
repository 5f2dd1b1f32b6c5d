using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Walls;

/// <summary>
/// What a wall shows of one region, kept up to date line by line: only what moved is judged again, all of it at business
/// midnight and when plan or places change. Mutable, for one grain's use.
/// </summary>
public sealed class Picture(RegionSums sums)
{
    private readonly Dictionary<LineId, LinePicture> lines = [];
    private readonly Dictionary<(PlaceId Child, LineId Line), LineStanding> below = [];
    private PlanVersion? plan;
    private PlaceTree places = PlaceTree.Empty;
    private DateOnly today;

    /// <summary>Judges again what moved. With another plan, tree or day: everything.</summary>
    /// <returns>All cells of the wall by key.</returns>
    public IReadOnlyDictionary<string, WallCell> Refresh(
        PlanVersion? inForce, PlaceTree tree, DateOnly day, IEnumerable<LineId> moved, IEnumerable<(PlaceId Child, LineId Line)> movedBelow)
    {
        if (!ReferenceEquals(plan, inForce) || !ReferenceEquals(places, tree) || today != day)
        {
            (plan, places, today) = (inForce, tree, day);
            lines.Clear();
            below.Clear();
            moved = plan?.Document.Lines.Select(l => l.Id) ?? [];
            movedBelow = places.ChildrenOf(sums.Self).SelectMany(child => moved.Select(line => (child.Id, line)));
        }

        foreach (var id in moved)
        {
            if (plan?.Find(id) is { } line) lines[id] = Judge(line);
        }

        foreach (var (child, id) in movedBelow)
        {
            if (plan?.Find(id) is { } line && places.Find(child)?.Parent == sums.Self) below[(child, id)] = Judge(line, sums.CellsOf(child, id), child);
        }

        return Paint();
    }

    private LinePicture Judge(Line line)
    {
        var cells = sums.CellsOf(line.Id).ToImmutableArray();
        var standing = Judge(line, cells, sums.Self);
        var yesterday = Standings.Of(line, cells, today.AddDays(-1), plan!.IsConfirmed(line.Id), IsExcluded(line, sums.Self), Since(line));
        var facts = LineFacts.Of(cells, today);
        if (!plan.IsConfirmed(line.Id)) facts = facts.InNoTotal;
        return new LinePicture(line, standing, yesterday.Owed, facts, StepsAhead(line, cells));
    }

    private LineStanding Judge(Line line, IEnumerable<Cell> cells, PlaceId place)
        => Standings.Of(line, cells, today, plan!.IsConfirmed(line.Id), IsExcluded(line, place), Since(line));

    private DateOnly? Since(Line line) => plan!.Baselines.GetValueOrDefault(line.Id)?.Since;

    private bool IsExcluded(Line line, PlaceId place) => places.IsWithin(place, line.Excluded);

    private ImmutableArray<StepAhead> StepsAhead(Line line, ImmutableArray<Cell> cells)
    {
        if (!plan!.IsConfirmed(line.Id)) return [];
        var met = cells.Where(c => c.Key.Measure == Counts.Met && c.Key.Date <= today).ToImmutableArray();
        return [.. cells.Where(c => c.Key.Measure == Counts.Due && c.Key.Date >= today).Select(due => Ahead(line, due, met))];
    }

    private StepAhead Ahead(Line line, Cell due, ImmutableArray<Cell> met)
    {
        var step = line.Steps.FirstOrDefault(s => s.Id.Value == due.Key.Point);
        var sameStage = line.Steps.Where(s => s.Stage == step?.Stage).Select(s => s.Id.Value).ToHashSet();
        return new StepAhead(
            line,
            due.Key.Date,
            step?.Label ?? "",
            due.Value - met.Where(c => c.Key.Point == due.Key.Point).Sum(c => c.Value),
            met.Where(c => c.Key.Date > today.AddDays(-Forecasts.Window) && sameStage.Contains(c.Key.Point)).Sum(c => c.Value));
    }

    private Dictionary<string, WallCell> Paint()
    {
        var cells = new Dictionary<string, WallCell>();
        if (places.Find(sums.Self) is not { } self || plan is null) return cells;
        cells["head"] = new HeadCell(self.Id, self.Kind, self.Name, plan.Document.Number, plan.Version);

        var children = places.ChildrenOf(self.Id).Select(PaintChild).ToList();
        foreach (var ranked in Ranking.Of(children, c => new Burden(c.Owed, c.Due, c.DaysOverdue)))
            cells[$"place/{ranked.Unit.Id}"] = ranked.Unit with { Rank = ranked.Rank };

        var inOrder = plan.Document.Lines.Select(l => lines.GetValueOrDefault(l.Id)).OfType<LinePicture>().ToImmutableArray();
        var rank = 0;
        foreach (var standing in Ranking.MostBehind(inOrder.Select(l => l.Standing)))
            cells[$"line/{standing.Line}"] = lines[standing.Line].Paint(++rank);

        var ahead = inOrder.SelectMany(l => l.Ahead).ToLookup(s => s.Due);
        cells["headline"] = Headline(inOrder, children, ahead);
        cells["today"] = inOrder.Aggregate(new TodayCell(0, 0, 0, 0, 0), (sum, l) => l.Facts.AddTo(sum));
        cells["upcoming"] = new UpcomingCell(
        [
            .. ahead.Where(d => d.Key > today).OrderBy(d => d.Key).Take(UpcomingCell.Most).Select(d => new Upcoming(
                d.Key,
                d.Key.DayNumber - today.DayNumber,
                [.. d.Select(s => s.Line.ShortName).Distinct()],
                d.First().Label,
                d.Sum(s => s.Missing))),
        ]);
        return cells;
    }

    private HeadlineCell Headline(ImmutableArray<LinePicture> inOrder, List<PlaceCell> children, ILookup<DateOnly, StepAhead> ahead)
    {
        int Of(Status status) => inOrder.Count(l => l.Standing.Status == status);
        var next = ahead.Where(d => d.Sum(s => s.Missing) > 0).MinBy(d => d.Key);
        return new HeadlineCell(
            inOrder.Sum(l => l.Standing.Owed),
            inOrder.Sum(l => l.OwedYesterday),
            inOrder.Sum(l => l.Standing.Waiting),
            children.Count(c => c.Owed > 0),
            children.Count(c => c.Due > 0),
            inOrder.Sum(l => l.Facts.AcceptedToday),
            inOrder.Sum(l => l.Facts.AcceptedThisWeek),
            inOrder.Sum(l => l.Facts.AcceptedLastWeek),
            new LineCounts(
                Of(Status.Missed), Of(Status.Behind), Of(Status.AtRisk), Of(Status.OnTrack), Of(Status.NoData), Of(Status.BaselineUnconfirmed), Of(Status.NothingDue)),
            next is null ? null : Next(next));
    }

    /// <summary>All that is due on a date, taken together: the pace of its lines against what they lack.</summary>
    private NextDue Next(IGrouping<DateOnly, StepAhead> date)
    {
        var open = date.Where(s => s.Missing > 0).ToList();
        var missing = open.Sum(s => s.Missing);
        var forecast = Forecasts.Of(open.Sum(s => s.Lately), missing, date.Key, today)?.Median;
        return new NextDue(date.Key, date.Key.DayNumber - today.DayNumber, missing, forecast, forecast > date.Key);
    }

    private PlaceCell PaintChild(PlaceNode child)
    {
        var standings = plan!.Document.Lines
            .Select(line => (line.Ring, Standing: below.GetValueOrDefault((child.Id, line.Id))))
            .Where(l => l.Standing is not null)
            .Select(l => (l.Ring, Standing: l.Standing!))
            .ToImmutableArray();
        var burden = Burden.Of(standings.Select(s => s.Standing));
        return new PlaceCell(
            child.Id,
            child.Name,
            ShortNameOf(child),
            child.Kind,
            null,
            Worst(standings.Select(s => s.Standing.Status)),
            burden.Owed,
            burden.Due,
            burden.DaysOverdue,
            [
                .. Enum.GetValues<Ring>().Select(ring =>
                {
                    var inRing = standings.Where(s => s.Ring == ring).Select(s => s.Standing).ToList();
                    return new RingCell(ring, Worst(inRing.Select(s => s.Status)), inRing.Sum(s => s.Owed));
                }),
            ]);
    }

    /// <summary>Statuses stand worst first but for the first: an unconfirmed line is behind in nothing.</summary>
    private static Status Worst(IEnumerable<Status> statuses)
        => statuses.DefaultIfEmpty(Status.NothingDue).MinBy(s => s switch
        {
            Status.BaselineUnconfirmed => (int)Status.OnTrack * 2 + 1,
            Status.NothingDue => (int)Status.OnTrack * 2 + 2,
            _ => (int)s * 2,
        });

    /// <summary>国基路 of 国基路街道: a wall has no room for what every row says.</summary>
    private static string ShortNameOf(PlaceNode place)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["街道办事处", "街道", "社区"])
        {
            if (place.Name.Length > suffix.Length + 1 && place.Name.EndsWith(suffix, StringComparison.Ordinal)) return place.Name[..^suffix.Length];
        }

        return place.Name;
    }
}

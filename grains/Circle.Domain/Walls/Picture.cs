using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Volunteering;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Walls;

/// <summary>
/// What a wall shows of one region, kept up to date line by line: only what moved is judged again, all of it at business
/// midnight and when plan or places change. Mutable, for one grain's use.
/// </summary>
public sealed class Picture(RegionSums sums)
{
    private readonly Dictionary<LineId, LinePicture> lines = [];
    private readonly Dictionary<(PlaceId Child, LineId Line), LinePlacePicture> below = [];
    private readonly DirectoryPicture directory = new();
    private readonly TicketPicture tickets = new();
    private readonly VolunteerPicture volunteers = new();
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
            directory.Clear();
            tickets.Clear();
            volunteers.Clear();
            moved = plan?.Document.Lines.Select(l => l.Id).Append(AlertCells.None) ?? [];
            movedBelow = places.ChildrenOf(sums.Self).SelectMany(child => moved.Select(line => (child.Id, line)));
        }

        foreach (var id in moved)
        {
            if (plan?.Find(id) is { } line) lines[id] = Judge(line);
            tickets.Take(id, sums.CellsOf(id));
            volunteers.Take(null, id, sums.CellsOf(id));
        }

        foreach (var (child, id) in movedBelow)
        {
            if (plan?.Find(id) is not { } line || places.Find(child)?.Parent != sums.Self) continue;
            below[(child, id)] = Judge(line, sums.CellsOf(child, id), child);
            volunteers.Take(child, id, sums.CellsOf(child, id));
        }

        return Paint();
    }

    private LinePicture Judge(Line line)
    {
        var cells = sums.CellsOf(line.Id).ToImmutableArray();
        directory.Take(line.Id, cells);
        var confirmed = plan!.IsConfirmed(line.Id);
        var standing = Standings.Of(plan, places, sums.Self, line, cells, today);
        var facts = LineFacts.Of(cells, today);
        return new LinePicture(
            line,
            standing,
            confirmed ? OwedDays.Of(line, cells, today)[^2] : 0,
            confirmed ? facts : facts.InNoTotal,
            confirmed ? StepsAhead(line, cells) : [],
            confirmed ? Extent.Of(line, cells, today) : default,
            standing.Step is { } step ? TrajectoryCell.Of(line.Id, Trajectory.Of(line, cells, step.Stage, plan.Document.IssuedOn, today, standing.Forecast?.To)) : null,
            places.ChildrenOf(sums.Self).IsEmpty ? null : Judge(line, OwnCellsOf(line.Id, cells), sums.Self),
            SilentSince(line, Standings.LastHeard(cells, today)));
    }

    /// <summary>The region's own, but heard of by all: what it answers for may hang on those below, and is reported there.</summary>
    private List<Cell> OwnCellsOf(LineId line, ImmutableArray<Cell> all)
        => [.. sums.OwnCellsOf(line).Where(c => c.Key.Measure != Counts.Heard), .. all.Where(c => c.Key.Measure == Counts.Heard)];

    private LinePlacePicture Judge(Line line, IEnumerable<Cell> cells, PlaceId place)
    {
        var all = cells as IReadOnlyCollection<Cell> ?? [.. cells];
        var heard = Standings.LastHeard(all, today);
        return new LinePlacePicture(
            line,
            Standings.Of(plan!, places, place, line, all, today),
            plan!.IsConfirmed(line.Id) ? OwedDays.Of(line, all, today) : [],
            heard,
            SilentSince(line, heard));
    }

    private DateOnly? SilentSince(Line line, DateOnly? heard)
        => Standings.SilentSince(line.Rhythm, heard, plan!.Baselines.GetValueOrDefault(line.Id)?.Since, today);

    private ImmutableArray<StepAhead> StepsAhead(Line line, ImmutableArray<Cell> cells)
    {
        var met = cells.Where(c => c.Key.Measure == Counts.Met && c.Key.Date <= today).ToImmutableArray();
        return
        [
            .. cells.Where(c => c.Key.Measure == Counts.Due && c.Key.Date >= today)
                .OrderBy(c => c.Key.Date).ThenBy(c => c.Key.Point, StringComparer.Ordinal)
                .Select(due => Ahead(line, due, cells, met)),
        ];
    }

    private StepAhead Ahead(Line line, Cell due, ImmutableArray<Cell> cells, ImmutableArray<Cell> met)
    {
        var step = line.Steps.FirstOrDefault(s => s.Id.Value == due.Key.Point);
        var sameStage = line.Steps.Where(s => s.Stage == step?.Stage).Select(s => s.Id.Value).ToHashSet();
        var byThen = cells.Where(c => c.Key.Measure == Counts.Due && c.Key.Date <= due.Key.Date && sameStage.Contains(c.Key.Point)).ToList();
        var points = byThen.Select(c => c.Key.Point).ToHashSet();
        return new StepAhead(
            line,
            due.Key.Date,
            step?.Label ?? "",
            due.Value - met.Where(c => c.Key.Point == due.Key.Point).Sum(c => c.Value),
            met.Where(c => c.Key.Date > today.AddDays(-Forecasts.Window) && sameStage.Contains(c.Key.Point)).Sum(c => c.Value),
            met.Where(c => points.Contains(c.Key.Point)).Sum(c => c.Value),
            byThen.Sum(c => c.Value));
    }

    private Dictionary<string, WallCell> Paint()
    {
        var cells = new Dictionary<string, WallCell>();
        if (places.Find(sums.Self) is not { } self || plan is null) return cells;
        PaintHead(cells, self);

        var children = places.ChildrenOf(self.Id)
            .Select(child => PlacePicture.Paint(child, [.. InOrder(id => below.GetValueOrDefault((child.Id, id)))], self.Kind != PlaceKind.District))
            .ToList();
        foreach (var ranked in Ranking.Of(children, c => new Burden(c.Owed, c.Due, c.DaysOverdue)))
            cells[$"place/{ranked.Unit.Id}"] = ranked.Unit with { Rank = ranked.Rank };

        var own = InOrder(id => lines.GetValueOrDefault(id)?.Own).ToImmutableArray();
        if (own.Any(l => l.Standing.Step is not null)) cells["own"] = PlacePicture.Paint(self, own, self.Kind != PlaceKind.District);

        var inOrder = InOrder(id => lines.GetValueOrDefault(id)).ToImmutableArray();
        PaintLines(cells, inOrder);

        var ahead = inOrder.SelectMany(l => l.Ahead).ToLookup(s => s.Due);
        cells["headline"] = Headline(inOrder, children, ahead);
        if (directory.Paint(plan.Document.Directory, places, self.Id, today) is { } painted) cells["directory"] = painted;
        if (tickets.Paint(today) is { } called) cells["tickets"] = called;
        if (volunteers.Paint(plan, places, self.Id, today) is { } done) cells["volunteers"] = done;
        cells["today"] = inOrder.Aggregate(new TodayCell(0, 0, 0, 0, 0), (sum, l) => l.Facts.AddTo(sum));
        cells["upcoming"] = new UpcomingCell([.. ahead.Where(d => d.Key > today).OrderBy(d => d.Key).Take(UpcomingCell.Most).Select(Upcoming)]);
        return cells;
    }

    private IEnumerable<T> InOrder<T>(Func<LineId, T?> of) where T : class
        => plan!.Document.Lines.Select(line => of(line.Id)).OfType<T>();

    private void PaintHead(Dictionary<string, WallCell> cells, PlaceNode self)
    {
        cells["head"] = new HeadCell(
            self.Id, self.Kind, self.Name, plan!.Document.Number, plan.Version, [.. places.PathUp(self.Id).Skip(1).Reverse().Select(PlaceLink.Of)]);
        cells["ticker"] = new TickerCell(
        [
            .. sums.Ticker.Select(item => places.Find(item.Region) is { } place
                ? new TickerEntry(item.What.Row.Id, NameOf(item.What), PlaceLink.Of(place), item.What.Line, DeedOf(item.What), item.What.At, item.What.Score)
                : null).OfType<TickerEntry>(),
        ]);
        if (Canary.SungAt(sums) is { } at) cells["canary"] = new CanaryCell(at);
    }

    /// <summary>A facility's by itself; of whatever else happens its kind is told too, e.g. <c>point.registered</c>.</summary>
    private static string DeedOf(Happening what)
        => what.Row.IsOf(Facilities.Facility.Kind) ? what.Type[(what.Type.IndexOf('.', StringComparison.Ordinal) + 1)..] : what.Type;

    /// <summary>Of an activity its kind, as the plan calls it now.</summary>
    private string NameOf(Happening what)
        => what.Row.IsOf(ActivityCells.DaysKind) ? plan!.Document.Volunteering?.Find(ActivityKindId.Of(what.Name))?.Name ?? what.Name : what.Name;

    private void PaintLines(Dictionary<string, WallCell> cells, ImmutableArray<LinePicture> inOrder)
    {
        var rank = 0;
        foreach (var standing in Ranking.MostBehind(inOrder.Select(l => l.Standing)))
            cells[$"line/{standing.Line}"] = lines[standing.Line].Paint(++rank);
        foreach (var line in inOrder)
        {
            if (line.Trajectory is { } trajectory) cells[$"trajectory/{line.Line.Id}"] = trajectory;
        }

        foreach (var ring in inOrder.GroupBy(l => l.Line.Ring))
            cells[$"ring/{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(ring.Key.ToString())}"] = RingOf(ring.Key, [.. ring]);
    }

    private RingCell RingOf(Ring ring, ImmutableArray<LinePicture> members)
    {
        var extent = members.Aggregate(default(Extent), (sum, l) => sum + l.Extent);
        var next = members.SelectMany(l => l.Ahead).GroupBy(s => s.Due).MinBy(d => d.Key);
        return new RingCell(
            ring,
            PlacePicture.Worst(members.Select(l => l.Standing.Status)),
            members.Sum(l => l.Standing.Owed),
            extent.Accepted,
            members.Sum(l => l.Standing.Waiting),
            extent.Wanted,
            extent.Planned,
            [.. members.Select(l => new LineMark(l.Line.Id, l.Standing.Status, l.Standing.Owed))],
            next is null ? null : new RingNext(next.Key, next.Key.DayNumber - today.DayNumber, next.Sum(s => s.Reached), next.Sum(s => s.Cumulative)));
    }

    private Upcoming Upcoming(IGrouping<DateOnly, StepAhead> date) => new(
        date.Key,
        date.Key.DayNumber - today.DayNumber,
        [.. date.Select(s => s.Line.ShortName).Distinct()],
        date.First().Label,
        date.Sum(s => s.Missing),
        [
            .. date.OrderByDescending(s => s.Missing).Take(Walls.Upcoming.MostSteps)
                .Select(s => new UpcomingStep(s.Line.Id, s.Line.ShortName, s.Line.EnglishName, s.Label, s.Reached, s.Cumulative)),
        ]);

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

    /// <summary>All that is due on a date; it is met when the last of its lines is, each at its own pace. Null where one has too few to tell.</summary>
    private NextDue Next(IGrouping<DateOnly, StepAhead> date)
    {
        var open = date.Where(s => s.Missing > 0).ToList();
        var missing = open.Sum(s => s.Missing);
        var medians = open.Select(s => Forecasts.Of(s.Lately, s.Cumulative - s.Reached, date.Key, today)?.Median).ToList();
        var forecast = medians.Contains(null) ? null : medians.Max();
        return new NextDue(date.Key, date.Key.DayNumber - today.DayNumber, missing, forecast, forecast > date.Key);
    }
}

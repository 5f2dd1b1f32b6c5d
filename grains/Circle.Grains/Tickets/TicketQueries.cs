using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.Places;
using Circle.Contracts.ServicePoints;
using Circle.Contracts.Tickets;
using Circle.Domain.Alerts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using Circle.Grains.Lists;
using Circle.Grains.LivingCircles;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Orleans.Concurrency;

namespace Circle.Grains.Tickets;

[StatelessWorker, Reentrant, GrainType("ticket-queries")]
public sealed class TicketQueries(IListRows rows, ILivingCircleRows circles, BusinessClock clock, Atlas atlas, WorkCalendar calendar) : Grain, ITicketQueries
{
    private static readonly ImmutableArray<TicketStage> Open = [.. Enum.GetValues<TicketStage>().Where(s => s is not (TicketStage.Closed or TicketStage.Linked))];

    private static readonly ImmutableArray<TicketStage> Over = [TicketStage.Answered, TicketStage.Closed];

    private static readonly TimeSpan Lag = TimeSpan.FromMinutes(10);

    /// <summary>Tickets of a day among which a number is looked for.</summary>
    private const int MostOfDay = 20_000;

    /// <summary>Metres from where a community's people live, beyond which a place on the map is none of its.</summary>
    private const double MostFar = 1_500;

    private static readonly ListQuery Any = new(Ticket.Kind, null, null, [], null, null, null, null, ListOrder.ByDue, null, 1);

    public async Task<TicketQueue> Queue(int each)
    {
        var now = clock.Now;
        return new TicketQueue(now, await SectionsAsync(now, Math.Clamp(each, 1, TicketQueue.MostEach)));
    }

    /// <param name="each">0: how many there are, and none of them.</param>
    private async Task<ImmutableArray<TicketSection>> SectionsAsync(DateTimeOffset now, int each)
    {
        var counts = await rows.CountAsync(Ticket.Kind, null, null, Words(Open), now, CancellationToken.None);
        return [.. await Task.WhenAll(Open.Select(async stage => new TicketSection(
            stage,
            counts.Where(c => c.Stage == TicketView.WordOf(stage)).Sum(c => c.Count),
            counts.Where(c => c.Stage == TicketView.WordOf(stage)).Sum(c => c.Due),
            each == 0 ? [] : (await ReadAsync(Any with { Stages = [TicketView.WordOf(stage)] }, null, each)).Tickets)))];
    }

    public Task<TicketPage> Find(TicketQuery query)
        => ReadAsync(
            Any with { Stages = Words(query.Stages), About = query.About, Who = query.Caller?.Value, Since = query.Since, Order = ListOrder.Newest }, query.After, query.Limit);

    public async Task<TicketPage> Numbered(int month, int day, int serial)
    {
        foreach (var year in (int[])[clock.Today.Year, clock.Today.Year - 1])
        {
            if (day > DateTime.DaysInMonth(year, month) || new DateOnly(year, month, day) is var date && date > clock.Today) continue;
            // Everything before the next day; a number of the last moment is recorded after midnight.
            var read = await rows.AllAsync(Any with { Since = District.At(date), Order = ListOrder.Newest, After = new ListCursor(District.At(date.AddDays(1)) + Lag, "") }, MostOfDay, CancellationToken.None);
            if (read.Find(t => t.Number == new TicketNumber(date, serial)) is { } found) return new TicketPage([found], null);
        }

        return new TicketPage([], null);
    }

    public async Task<TicketOversight> Oversight()
    {
        var (now, today, rules) = (clock.Now, clock.Today, atlas.Plan?.Document.Hotline ?? HotlineRules.Usual);
        var since = District.At(today);
        var open = await rows.AllAsync(Any with { Stages = Words(Open) }, TicketOversight.MostRead, CancellationToken.None);
        // What is over is sorted by when it ended.
        var ended = await rows.AllAsync(Any with { Stages = Words([TicketStage.Closed]), After = new ListCursor(since, "") }, TicketOversight.MostRead, CancellationToken.None);
        var joined = await rows.AllAsync(Any with { Stages = Words([TicketStage.Linked]), Since = since, Order = ListOrder.Newest }, TicketOversight.MostRead, CancellationToken.None);
        return new TicketOversight(
            now,
            new[] { open, ended, joined }.Any(some => some.Count >= TicketOversight.MostRead),
            await SectionsAsync(now, 0),
            [.. open.Where(t => !t.Late.IsEmpty).OrderBy(t => t.Dues.Next ?? DateTimeOffset.MaxValue).Take(TicketOversight.MostEach)],
            [.. open.Where(t => t.Returns > 0).OrderByDescending(t => t.Returns).ThenBy(t => t.Received.At).Take(TicketOversight.MostEach)],
            [.. open.Where(t => t.Asking is not null).OrderBy(t => t.Asking!.Done.At).Take(TicketOversight.MostEach)],
            OperatorDay.Of(open.Concat(ended).Concat(joined).DistinctBy(t => t.Intake.Id), rules, today, now));
    }

    public async Task<ImmutableArray<TicketView>> Known(ImmutableArray<TicketId> ids)
    {
        var found = await Task.WhenAll(ids.Take(TicketPage.MaxLimit).Select(id => rows.FindAsync(Ticket.StreamOf(id), CancellationToken.None)));
        return [.. found.OfType<ListRow>().Select(row => TicketRows.Read(row.View))];
    }

    public async Task<TicketPage> OfCity(DateTimeOffset since, TicketCursor? after)
    {
        var page = await ReadAsync(Any with { Beginning = CityReference.Beginning, Since = since, Order = ListOrder.Newest }, after, TicketPage.MaxLimit);
        return page with { Tickets = [.. page.Tickets.Where(t => t.Intake.City is not null)] };
    }

    public async Task<SimilarTickets> Similar(StreamId? about, SubjectId? caller, TicketCategoryId? category)
    {
        var newest = Any with { Since = clock.Now - TimeSpan.FromDays(TicketLikeness.MostDays), Order = ListOrder.Newest };
        var found = new List<TicketView>();
        if (about is { } target) found.AddRange((await ReadAsync(newest with { About = target }, null, SimilarTicket.MostEach)).Tickets);
        if (caller is { } who) found.AddRange((await ReadAsync(newest with { Who = who.Value }, null, SimilarTicket.MostEach)).Tickets);
        var near = about is { } of && category is { } same ? await NearAsync(of, (await ReadAsync(newest, null, TicketPage.MaxLimit)).Tickets.Where(t => t.Category == same && t.About.Row != of)) : [];
        return new SimilarTickets(clock.Now, [.. found.DistinctBy(t => t.Intake.Id).Select(t => new SimilarTicket(t, null)), .. near.Where(n => found.All(t => t.Intake.Id != n.Ticket.Intake.Id))]);
    }

    /// <summary>Those whose targets, and the one they are compared with, have a position.</summary>
    private async Task<ImmutableArray<SimilarTicket>> NearAsync(StreamId about, IEnumerable<TicketView> tickets)
    {
        if (await PositionOfAsync(about) is not { } here) return [];
        var near = await Task.WhenAll(tickets.Take(SimilarTicket.MostEach).Select(async ticket =>
            await PositionOfAsync(ticket.About.Row) is { } there ? new SimilarTicket(ticket, (int)Distance.Metres(here, there)) : null));
        return [.. near.OfType<SimilarTicket>()];
    }

    private async Task<Position?> PositionOfAsync(StreamId about)
        => about.IsOf(Facility.Kind) ? (await GrainFactory.GetGrain<IFacilityGrain>(about.Id).View())?.Details.Position
            : about.IsOf(ServicePoint.Kind) ? (await GrainFactory.GetGrain<IServicePointGrain>(about.Id).View())?.Point.Listing.Position
            : null;

    public async Task<UnitRatesPage> Rates(int months)
    {
        var (places, now, today) = (atlas.Places, clock.Now, clock.Today);
        var since = District.MonthOf(today).AddMonths(1 - Math.Clamp(months, 1, UnitRatesPage.MostMonths));
        if (places.Root is not { } district) return new UnitRatesPage(now, since, [], UnitRates.OfDistrict(Tally.Empty, since));
        var whole = (await TallyOfAsync(district.Id)).Cells;
        PlaceNode[] streets = [.. places.ChildrenOf(district.Id).Where(p => p.Kind == PlaceKind.Street)];
        var tallies = await Task.WhenAll(streets.Select(s => TallyOfAsync(s.Id)));
        var lines = whole.Cells.Where(c => c.Key.Measure == TicketCells.Units && c.Key.Line != AlertCells.None).Select(c => c.Key.Line).Distinct();
        IEnumerable<UnitRate> units =
        [
            .. streets.Zip(tallies, (street, tally) => new UnitRate(street.Id, null, UnitRates.Of(tally.Cells, null, since))),
            .. lines.Select(line => new UnitRate(district.Id, line, UnitRates.Of(whole, line, since))),
        ];
        return new UnitRatesPage(now, since, [.. units.Where(u => !u.Rates.IsNothing)], UnitRates.OfDistrict(whole, since));
    }

    private Task<RegionTally> TallyOfAsync(PlaceId place) => GrainFactory.GetGrain<IRegionGrain>(place.Value).Tally();

    public Task<HotlineLimits> Limits(TicketKind kind, Urgency urgency, TicketCategoryId category)
    {
        var (rules, now) = (atlas.Plan?.Document.Hotline ?? HotlineRules.Usual, clock.Now);
        if (rules.Find(category) is not { } found) return Task.FromResult(new HotlineLimits(rules, now, null, null, []));
        var limits = rules.LimitsOf(kind, urgency, found);
        var dues = TicketOutlook.Of(limits, calendar, now);
        return Task.FromResult(new HotlineLimits(rules, now, limits, dues, limits.Finish.IsWork ? TicketOutlook.Skipped(calendar, now, dues.Finish!.Value) : []));
    }

    public Task<HotlineServices> Services()
        => Task.FromResult(new HotlineServices(atlas.Plan?.Version ?? 0, (atlas.Plan?.Document.Hotline ?? HotlineRules.Usual).Categories));

    public async Task<PlaceId?> Near(Position at)
    {
        var places = atlas.Places;
        ImmutableArray<PlaceId> communities = [.. places.OfKind(PlaceKind.Community).Where(p => !places.IsMerged(p.Id)).Select(p => p.Id)];
        var near = (await circles.ListAsync(communities, CancellationToken.None)).Select(view => JsonSerializer.Deserialize<LivingCircleView>(view, JournalJson.Options)!)
            .Where(circle => circle.Centre is not null).Select(circle => (circle.Community, Metres: Distance.Metres(at, circle.Centre!)))
            .Where(circle => circle.Metres <= MostFar).OrderBy(circle => circle.Metres).ThenBy(circle => circle.Community.Value, StringComparer.Ordinal).Select(circle => (PlaceId?)circle.Community).FirstOrDefault();
        return near ?? places.Root?.Id;
    }

    public Task<ImmutableArray<FiledItem>> Filed(FiledQuery query)
        => Caller.Current is { } by ? new FiledTickets(rows, atlas, GrainFactory).FindAsync(query, by, clock.Now) : Task.FromResult<ImmutableArray<FiledItem>>([]);

    public async Task<TicketPage> Assigned(AssignedQuery query)
    {
        var page = await ReadAsync(
            Any with
            {
                Regions = query.WithBelow ? atlas.Places.Under(query.Unit.Place) ?? [] : [query.Unit.Place],
                Lines = [query.Unit.Line?.Value ?? ""],
                Stages = Words(query.IsOver ? Over : TicketView.AtUnit),
                Order = query.IsOver ? ListOrder.Newest : ListOrder.ByDue,
            },
            query.After,
            query.Limit);
        return page with { Tickets = [.. page.Tickets.Select(t => t.ForUnit())] };
    }

    private async Task<TicketPage> ReadAsync(ListQuery query, TicketCursor? after, int limit)
    {
        limit = Math.Clamp(limit, 1, TicketPage.MaxLimit);
        var found = await rows.ListAsync(query with { After = after is { } at ? new ListCursor(at.Key, Ticket.StreamOf(at.Id).Value) : null, Limit = limit + 1 }, CancellationToken.None);
        var views = found.Take(limit).Select(r => TicketRows.Read(r.View)).ToImmutableArray();
        return new TicketPage(views, found.Length > limit ? new TicketCursor(found[limit - 1].Cursor.Key, views[^1].Intake.Id) : null);
    }

    private static ImmutableArray<string> Words(ImmutableArray<TicketStage> stages) => [.. stages.Select(TicketView.WordOf)];
}

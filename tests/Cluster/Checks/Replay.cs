using System.Collections.Immutable;
using Circle.Domain.Acceptance;
using Circle.Domain.Alerts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Domain.ServiceRecords;
using Circle.Domain.Standards;
using Circle.Domain.Tickets;
using Circle.Domain.Volunteering;
using Circle.Grains.Journal;
using Circle.Grains.Lists;
using Circle.Grains.Places;

namespace Circle.Cluster.Tests.Checks;

/// <summary>All streams replayed from the journal: an independent account of what rows and sums have to be.</summary>
public sealed class Replay
{
    private readonly Dictionary<StreamId, ImmutableArray<Envelope>> _streams = [];
    private readonly Dictionary<StreamId, RowImage> _rows = [];
    private readonly Dictionary<StreamId, ListRow> _lists = [];

    public IReadOnlyDictionary<StreamId, ImmutableArray<Envelope>> Streams => _streams;

    /// <summary>Reads every stream, checks its chain, and folds it.</summary>
    public static async Task<Replay> OfAsync(IJournalStore journal)
    {
        var replay = new Replay();
        for (StreamId? after = null; ;)
        {
            var heads = await journal.HeadsAsync(after, 200, CancellationToken.None);
            foreach (var head in heads) replay.Add(head, await ReadAsync(journal, head.Stream));
            if (heads.IsEmpty) return replay;
            after = heads[^1].Stream;
        }
    }

    public ImmutableArray<Envelope> Of(StreamId stream) => _streams.GetValueOrDefault(stream, []);

    /// <summary>Events that carry this command id, anywhere.</summary>
    public ImmutableArray<Envelope> Of(CommandId command) => [.. _streams.Values.SelectMany(s => s).Where(e => e.Command == command)];

    /// <summary>Σ Contribute over all that hangs on the region or under it.</summary>
    public Tally SumOf(PlaceId region, PlaceTree places)
    {
        var within = places.Subtree(region).Select(p => p.Id).ToHashSet();
        return Tally.Of(_rows.Values.Where(r => within.Contains(r.Head!.Region)).SelectMany(r => r.Cells.Cells));
    }

    /// <summary>The database's rows are what the journal says, no more and no less.</summary>
    public async Task CheckRowsAsync(IPlaceRows rows, PlaceTree places)
    {
        var stored = new Dictionary<StreamId, PlaceRow>();
        foreach (var place in places.All)
        {
            foreach (var row in await rows.OfRegionAsync(place.Id, CancellationToken.None)) stored.Add(row.Id, row);
        }

        Assert.Equal(_rows.Keys.Order(StreamId.Ordinal), stored.Keys.Order(StreamId.Ordinal));
        Assert.All(_rows.Values, image => Assert.Equal((image.Head!.Region, image.Cells), (stored[image.Row].Region, stored[image.Row].Cells)));
    }

    /// <summary>So are the rows of lists.</summary>
    public async Task CheckListsAsync(IListRows rows)
    {
        var stored = ImmutableArray.CreateBuilder<ListRow>();
        for (var page = await rows.AfterAsync(new StreamId(""), 200, CancellationToken.None); !page.IsEmpty; page = await rows.AfterAsync(stored[^1].Id, 200, CancellationToken.None))
            stored.AddRange(page);
        Assert.Equal(_lists.Values.OrderBy(r => r.Id, StreamId.Ordinal), stored);
    }

    private static async Task<ImmutableArray<Envelope>> ReadAsync(IJournalStore journal, StreamId stream)
    {
        var all = ImmutableArray.CreateBuilder<Envelope>();
        while (true)
        {
            var page = await journal.ReadAsync(stream, all.Count, 500, CancellationToken.None);
            if (page.IsEmpty) return all.ToImmutable();
            all.AddRange(page);
        }
    }

    /// <summary>What keeps its last event alone adds to no row: there is nothing to follow.</summary>
    private void Add(StreamHead head, ImmutableArray<Envelope> events)
    {
        if (head.Stream.IsOf(AlertWatch.Kind) || head.Stream.IsOf(TicketBook.Kind)) return;
        Assert.Equal(Enumerable.Range(1, events.Length).Select(v => (long)v), events.Select(e => e.Version));
        Assert.Equal(head.Version, events.Length);
        Assert.Equal(events.Select(e => e.Hash).Prepend("").Take(events.Length), events.Select(e => e.PreviousHash));
        Assert.Distinct(events.Where(e => e.Command is not null).Select(e => e.Command));
        for (var i = 1; i < events.Length; i++) Assert.True(events[i].RecordedAt >= events[i - 1].RecordedAt, $"{head.Stream} v{i + 1} goes back in time");

        _streams.Add(head.Stream, events);
        foreach (var image in Contributions(head.Stream.Kind, events)) Add(image);
    }

    /// <summary>A row is its owner's, and others may add to it.</summary>
    private void Add(RowImage image)
    {
        if (_rows.TryGetValue(image.Row, out var before))
        {
            // Several may write a row that is nobody's own, and all of them the same; its news is of whichever of them was last.
            Assert.True(before.Head is null || image.Head is null || before.Head with { Latest = null } == image.Head with { Latest = null }, $"{image.Row} has two owners");
            image = new RowImage(image.Row, image.Head ?? before.Head, before.Cells.Plus(image.Cells));
        }

        _rows[image.Row] = image;
    }

    private ImmutableArray<RowImage> Contributions(string kind, ImmutableArray<Envelope> events) => kind switch
    {
        "facility" => Contribute<Facility, FacilityState, FacilityCommand, FacilityEvent>(events, Facility.Empty),
        "place" => Contribute<Place, PlaceState, PlaceCommand, PlaceEvent>(events, Place.Empty),
        "plan" => Contribute<Plan, PlanState, PlanCommand, PlanEvent>(events, Plan.Empty),
        "alert" => Contribute<Alert, AlertState, AlertCommand, AlertEvent>(events, Alert.Empty),
        "standard" => Contribute<LineStandard, StandardState, StandardCommand, StandardEvent>(events, LineStandard.Empty),
        "acceptance" => Contribute<AcceptanceCase, AcceptanceState, AcceptanceCommand, AcceptanceEvent>(events, AcceptanceCase.Empty),
        "point" => Contribute<ServicePoint, ServicePointState, ServicePointCommand, ServicePointEvent>(events, ServicePoint.Empty),
        "activity" => Contribute<VolunteerActivity, ActivityState, ActivityCommand, ActivityEvent>(events, VolunteerActivity.Empty),
        "roster" => Contribute<Roster, RosterState, RosterCommand, RosterEvent>(events, Roster.Empty),
        "record" => Contribute<ServiceRecord, ServiceRecordState, ServiceRecordCommand, ServiceRecordEvent>(events, ServiceRecord.Empty),
        "ticket" => Contribute<Ticket, TicketState, TicketCommand, TicketEvent>(events, Ticket.Empty),
        _ => throw new InvalidOperationException($"unknown kind of stream {kind}"),
    };

    private ImmutableArray<RowImage> Contribute<TAggregate, TState, TCommand, TEvent>(ImmutableArray<Envelope> events, TState empty)
        where TAggregate : IAggregate<TState, TCommand, TEvent>
        where TEvent : class
    {
        var state = RunQueue<TAggregate, TState, TCommand, TEvent>.Replay(Committed<TState>.None(empty), events).State;

        // Databases keep microseconds.
        foreach (var row in TAggregate.Lists(state)) _lists.Add(row.Id, row with { Due = row.Due is { } due ? Envelope.ToMicroseconds(due) : null, At = Envelope.ToMicroseconds(row.At) });
        return TAggregate.Contribute(state);
    }
}

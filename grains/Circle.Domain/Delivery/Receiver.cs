using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Orleans;

namespace Circle.Domain.Delivery;

public abstract record ReceiverEvent
{
    [EventType("receiver.opened")]
    public sealed record Opened(ReceiverId Receiver, ReceiverTerms Terms) : ReceiverEvent;

    /// <param name="Due">When what waits is to leave by these; null: nothing waits.</param>
    [EventType("receiver.corrected")]
    public sealed record Corrected(ReceiverTerms Terms, DateTimeOffset? Due) : ReceiverEvent;

    [EventType("receiver.closed")]
    public sealed record Closed(string Reason) : ReceiverEvent;

    /// <param name="Alerts">As they wait from now on.</param>
    /// <param name="More">So many found no place and are only counted.</param>
    [EventType("receiver.heard")]
    public sealed record Heard(ImmutableArray<HeardAlert> Alerts, int More, DateTimeOffset Due) : ReceiverEvent;

    /// <param name="Tickets">Which wait from now on as well, behind those that do.</param>
    /// <param name="More">So many found no place and are only counted.</param>
    [EventType("receiver.heard-tickets")]
    public sealed record HeardTickets(ImmutableArray<HeardTicket> Tickets, int More, DateTimeOffset Due) : ReceiverEvent;

    /// <summary>发出: a message has its content for good.</summary>
    /// <param name="Alerts">Of those that waited.</param>
    /// <param name="More">Only counted.</param>
    /// <param name="Due">When the rest is to leave; null: nothing is left.</param>
    /// <param name="Tickets">So many of those that waited, the first ones.</param>
    [EventType("receiver.departed")]
    public sealed record Departed(long Number, ImmutableArray<AlertId> Alerts, int More, bool IsTest, DateTimeOffset? Due, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Tickets = 0) : ReceiverEvent;

    /// <summary>送达</summary>
    [EventType("receiver.delivered")]
    public sealed record Delivered(long Number) : ReceiverEvent;

    [EventType("receiver.failed")]
    public sealed record Failed(long Number, string Failure, DateTimeOffset Next) : ReceiverEvent;

    /// <summary>死信: it is tried no more by itself.</summary>
    [EventType("receiver.died")]
    public sealed record Died(long Number, string Failure, DateTimeOffset? Due) : ReceiverEvent;

    /// <summary>A dead letter's alerts wait again.</summary>
    [EventType("receiver.resent")]
    public sealed record Resent(long Number, DateTimeOffset Due) : ReceiverEvent;

    /// <summary>顺延: it is due, and the hour is a quiet one.</summary>
    [EventType("receiver.postponed")]
    public sealed record Postponed(DateTimeOffset Due) : ReceiverEvent;

    /// <summary>Tried at once, at somebody's wish.</summary>
    [EventType("receiver.hurried")]
    public sealed record Hurried(long Number) : ReceiverEvent;
}

/// <summary>A message that is under way. Its content stays the same however often it is tried.</summary>
/// <param name="Number">From 1, rising; with the receiver's id it tells a repeat.</param>
/// <param name="Tries">That have failed.</param>
/// <param name="Next">When it is tried next; null: at once, whatever clock was told of when it was put together.</param>
/// <param name="Failure">Of the last try; null: there was none yet.</param>
public sealed record Outgoing(long Number, ImmutableArray<HeardAlert> Alerts, int More, bool IsTest, DateTimeOffset Since, int Tries, DateTimeOffset? Next, string? Failure)
{
    public ImmutableArray<HeardTicket> Tickets { get; init; } = [];

    public bool IsDue(DateTimeOffset now) => Next is not { } next || next <= now;
}

/// <summary>死信</summary>
public sealed record DeadLetter(long Number, ImmutableArray<HeardAlert> Alerts, int More, DateTimeOffset At, string Failure)
{
    public ImmutableArray<HeardTicket> Tickets { get; init; } = [];
}

/// <param name="Failure">Null: it was taken.</param>
[GenerateSerializer, Immutable, Alias("TestResult")]
public sealed record TestResult([property: Id(0)] DateTimeOffset At, [property: Id(1)] string? Failure);

/// <summary>接收方 at one moment.</summary>
/// <param name="Id">Null: it was never opened.</param>
/// <param name="Closed">Why it is; null while it is not.</param>
/// <param name="More">So many found no place among those that wait.</param>
/// <param name="Again">Of those that wait: sent once more at somebody's wish, which waits for no hour.</param>
/// <param name="Due">When what waits is to leave, unless something is under way; null: nothing waits.</param>
/// <param name="Last">Number of the last message; 0: there was none.</param>
/// <param name="Out">Under way; at most one is.</param>
/// <param name="Dead">Oldest first.</param>
/// <param name="Delivered">How many were taken, and when the last one.</param>
public sealed record ReceiverState(
    ReceiverId? Id,
    ReceiverTerms? Terms,
    string? Closed,
    ImmutableDictionary<AlertId, HeardAlert> Waiting,
    ImmutableHashSet<AlertId> Again,
    int More,
    DateTimeOffset? Due,
    long Last,
    Outgoing? Out,
    ImmutableArray<DeadLetter> Dead,
    long Delivered,
    DateTimeOffset? DeliveredAt,
    TestResult? Tested)
{
    /// <summary>Of tickets of the city's what waits, in the order in which it leaves.</summary>
    public ImmutableArray<HeardTicket> Tickets { get; init; } = [];
}

/// <summary>
/// 接收方 with its queue: one message is under way and what is heard meanwhile leaves together as the next one. Both are bounded; what finds no place is
/// counted, and the count is told.
/// </summary>
public sealed class Receiver : IAggregate<ReceiverState, ReceiverCommand, ReceiverEvent>
{
    public const int MaxName = 50;
    public const int MaxReason = 200;
    public const int MaxFailure = 200;

    /// <summary>Receivers that are open at once.</summary>
    public const int MostOpen = 500;

    /// <summary>Alerts of one message, and of one telling.</summary>
    public const int MaxTogether = 500;

    /// <summary>Dead letters that are kept; what an older one held is counted.</summary>
    public const int MaxDead = 20;

    /// <summary>When a working day's list leaves.</summary>
    public static readonly TimeOnly Morning = new(7, 30);

    public const string OpenStage = "open";
    public const string ClosedStage = "closed";

    public static string Kind => "receiver";

    public static int FoldVersion => 3;

    public static ReceiverState Empty { get; } = new(null, null, null, ImmutableDictionary<AlertId, HeardAlert>.Empty, [], 0, null, 0, null, [], 0, null, null);

    public static StreamId StreamOf(ReceiverId id) => StreamId.Of(Kind, id.Value);

    public static Need? Needs(ReceiverState state, ReceiverCommand command)
        => command is ReceiverCommand.Hear or ReceiverCommand.HearTickets or ReceiverCommand.Depart or ReceiverCommand.Settle ? null : new Need(Permission.Administer, Subject.District);

    public static Decision<ReceiverEvent> Decide(ReceiverState state, ReceiverCommand command, Circumstances circumstances)
        => ReceiverDecisions.Decide(state, command, circumstances);

    public static ReceiverState Fold(ReceiverState state, Recorded<ReceiverEvent> recorded) => recorded.Event switch
    {
        ReceiverEvent.Opened e => state with { Id = e.Receiver, Terms = e.Terms },
        ReceiverEvent.Corrected e => state with { Terms = e.Terms, Due = e.Due },
        ReceiverEvent.Closed e => Empty with { Id = state.Id, Terms = state.Terms, Closed = e.Reason, Last = state.Last, Delivered = state.Delivered, DeliveredAt = state.DeliveredAt },
        ReceiverEvent.Heard e => state with { Waiting = state.Waiting.SetItems(e.Alerts.Select(a => KeyValuePair.Create(a.Alert, a))), More = state.More + e.More, Due = e.Due },
        ReceiverEvent.HeardTickets e => state with { Tickets = state.Tickets.AddRange(e.Tickets), More = state.More + e.More, Due = e.Due },
        ReceiverEvent.Departed e => state with
        {
            Tickets = [.. state.Tickets.Skip(e.Tickets)],
            Waiting = state.Waiting.RemoveRange(e.Alerts),
            Again = state.Again.Except(e.Alerts),
            More = state.More - e.More,
            Due = e.Due,
            Last = e.Number,
            Out = new Outgoing(e.Number, [.. e.Alerts.Where(state.Waiting.ContainsKey).Select(a => state.Waiting[a])], e.More, e.IsTest, recorded.RecordedAt, 0, null, null)
            {
                Tickets = [.. state.Tickets.Take(e.Tickets)],
            },
        },
        ReceiverEvent.Delivered => state.Out!.IsTest
            ? state with { Out = null, Tested = new TestResult(recorded.RecordedAt, null) }
            : state with { Out = null, Delivered = state.Delivered + 1, DeliveredAt = recorded.RecordedAt },
        ReceiverEvent.Failed e => state with { Out = state.Out! with { Tries = state.Out.Tries + 1, Next = e.Next, Failure = e.Failure } },
        ReceiverEvent.Died e => Died(state, e, recorded.RecordedAt),
        ReceiverEvent.Resent e => Resent(state, e),
        ReceiverEvent.Postponed e => state with { Due = e.Due },
        ReceiverEvent.Hurried => state with { Out = state.Out! with { Next = null } },
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    /// <summary>Its row is where lists and queues are read.</summary>
    public static ImmutableArray<RowImage> Contribute(ReceiverState state)
    {
        if (ReceiverView.Of(state) is not { } view) return [];
        var head = new RowHead(view.Terms.Place, null, view.Terms.Line?.Value, view.Closed is null ? OpenStage : ClosedStage, view.Terms.Name, JsonSerializer.Serialize(view, JournalJson.Options));
        return [new RowImage(StreamOf(view.Id), head, Tally.Empty)];
    }

    /// <summary>One row while anything waits or is under way: nothing is ever forgotten, and nothing is started twice.</summary>
    public static ImmutableArray<AgendaItem> Agenda(ReceiverState state)
    {
        if (state.Id is not { } id) return [];
        var stream = StreamOf(id);
        return state.Out is { } outgoing
            ? [new AgendaItem(stream, SendKind, string.Create(CultureInfo.InvariantCulture, $"{outgoing.Number}-{outgoing.Tries}"), outgoing.Next ?? AgendaItem.AtOnce, stream)]
            : state.Due is { } due ? [new AgendaItem(stream, ReceiverCommand.Depart.AgendaKind, string.Create(CultureInfo.InvariantCulture, $"{state.Last}"), state.Terms!.HasHours() ? due : AgendaItem.AtOnce, stream)] : [];
    }

    /// <summary>A message is to be tried: its grain begins, and tells how it ended.</summary>
    public const string SendKind = "receiver-send";

    private static ReceiverState Died(ReceiverState state, ReceiverEvent.Died died, DateTimeOffset at)
    {
        var dead = state.Out!;
        if (dead.IsTest) return state with { Out = null, Due = died.Due, Tested = new TestResult(at, died.Failure) };
        var all = state.Dead.Add(new DeadLetter(dead.Number, dead.Alerts, dead.More, at, died.Failure) { Tickets = dead.Tickets });
        var dropped = all.Take(all.Length - MaxDead);
        return state with { Out = null, Dead = [.. all.TakeLast(MaxDead)], Due = died.Due, More = state.More + dropped.Sum(d => d.Alerts.Length + d.Tickets.Length + d.More) };
    }

    /// <summary>What waits meanwhile of the same alerts is later news; what finds no place is counted.</summary>
    private static ReceiverState Resent(ReceiverState state, ReceiverEvent.Resent resent)
    {
        if (state.Dead.FirstOrDefault(d => d.Number == resent.Number) is not { } letter) return state with { Due = resent.Due };
        var (waiting, more) = (state.Waiting.ToBuilder(), state.More + letter.More);
        foreach (var alert in letter.Alerts)
        {
            if (waiting.TryGetValue(alert.Alert, out var later)) waiting[alert.Alert] = alert.With(later);
            else if (waiting.Count < state.Terms!.MostWaiting()) waiting[alert.Alert] = alert;
            else more++;
        }

        var room = Math.Max(0, state.Terms!.MostWaiting() - state.Tickets.Length);
        more += Math.Max(0, letter.Tickets.Length - room);
        return state with { Tickets = state.Tickets.InsertRange(0, letter.Tickets.Take(room)), Dead = state.Dead.Remove(letter), Waiting = waiting.ToImmutable(), Again = state.Again.Union(letter.Alerts.Select(a => a.Alert).Where(waiting.ContainsKey)), More = more, Due = resent.Due };
    }
}

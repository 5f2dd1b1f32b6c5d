using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Time;

namespace Circle.Domain.Tickets;

/// <summary>What happened to a ticket. <c>Dues</c> says when each clock that runs after it is used up.</summary>
public abstract record TicketEvent
{
    [EventType("ticket.received")]
    public sealed record Received(TicketIntake Intake, TicketNumber Number, TicketAbout About, TicketLimits Limits, TicketDues Dues) : TicketEvent;

    [EventType("ticket.dispatched")]
    public sealed record Dispatched(AnsweringUnit Unit, WordsId? Note, TicketDues Dues) : TicketEvent;

    [EventType("ticket.signed")]
    public sealed record SignedFor(TicketDues Dues) : TicketEvent;

    [EventType("ticket.contacted")]
    public sealed record Contacted(TicketDues Dues) : TicketEvent;

    [EventType("ticket.answered")]
    public sealed record Answered(WordsId Words, TicketFinding Finding, ImmutableArray<ReplyFile> Files, TicketDues Dues) : TicketEvent;

    [EventType("ticket.asked")]
    public sealed record Asked(TicketAsk Ask, WordsId Reason, int Days, DateOnly? Until) : TicketEvent;

    [EventType("ticket.declined")]
    public sealed record Declined(WordsId Reason) : TicketEvent;

    /// <summary>退单: back at the hotline.</summary>
    [EventType("ticket.returned")]
    public sealed record Returned(TicketDues Dues) : TicketEvent;

    [EventType("ticket.extended")]
    public sealed record Extended(int Days, TicketDues Dues) : TicketEvent;

    [EventType("ticket.suspended")]
    public sealed record Suspended(DateOnly Until) : TicketEvent;

    [EventType("ticket.resumed")]
    public sealed record Resumed(TicketDues Dues) : TicketEvent;

    [EventType("ticket.reclassified")]
    public sealed record Reclassified(TicketCategoryId Category, Urgency Urgency, TicketLimits Limits, TicketDues Dues) : TicketEvent;

    [EventType("ticket.moved")]
    public sealed record Moved(TicketAbout About) : TicketEvent;

    [EventType("ticket.urged")]
    public sealed record Urged : TicketEvent;

    [EventType("ticket.supervised")]
    public sealed record Supervised(WordsId Reason) : TicketEvent;

    [EventType("ticket.called-back")]
    public sealed record CalledBack(bool IsReached, bool IsSolved, Satisfaction? Satisfaction, WordsId? Note) : TicketEvent;

    /// <summary>重办: a new round, which the hotline dispatches.</summary>
    [EventType("ticket.reopened")]
    public sealed record Reopened(TicketDues Dues) : TicketEvent;

    [EventType("ticket.linked")]
    public sealed record Linked(TicketId Parent) : TicketEvent;

    [EventType("ticket.adopted")]
    public sealed record Adopted(TicketId Child) : TicketEvent;

    /// <summary>The ticket that it was joined to has its answer.</summary>
    [EventType("ticket.followed")]
    public sealed record Followed(WordsId Words, TicketFinding Finding, TicketDues Dues) : TicketEvent;

    [EventType("ticket.taken")]
    public sealed record Taken : TicketEvent;

    [EventType("ticket.let-go")]
    public sealed record LetGo : TicketEvent;

    [EventType("ticket.ran-out")]
    public sealed record RanOut(TicketClock Clock) : TicketEvent;

    /// <param name="Words">Of 当场答复 the answer, else why; null: nothing more is to be said.</param>
    [EventType("ticket.closed")]
    public sealed record Closed(TicketEnd End, WordsId? Words) : TicketEvent;

    [EventType("ticket.reacted")]
    public sealed record Reacted(TicketReaction What, long Version) : TicketEvent;
}

/// <param name="View">Null: never received.</param>
public sealed record TicketState(TicketView? View);

/// <summary>工单: what somebody asked of the hotline, from the call to its end.</summary>
public sealed class Ticket : IAggregate<TicketState, TicketCommand, TicketEvent>
{
    public const int MostFiles = 9;

    /// <summary>派单 in all its rounds.</summary>
    public const int MostDispatches = 30;

    /// <summary>重办: one that is unsolved in the last of so many rounds stays so, and its case goes another way.</summary>
    public const int MostRounds = 5;

    /// <summary>回访 in a row at which nobody answers.</summary>
    public const int MostTries = 10;

    /// <summary>重复件 of one 主件; one more is dispatched by itself.</summary>
    public const int MostChildren = 200;

    /// <summary>催办</summary>
    public const int MostUrged = 50;

    /// <summary>Requests that were judged, as a ticket shows them; its journal has all.</summary>
    public const int MostAsked = 20;

    /// <summary>Corrections, joins and the like, as a ticket shows them; its journal has all.</summary>
    public const int MostChanges = 100;

    /// <summary>Intervals of the ledger; whoever would begin one more is asked to close the ticket.</summary>
    public const int MostIntervals = 300;

    public static string Kind => "ticket";

    public static int FoldVersion => 3;

    public static TicketState Empty { get; } = new((TicketView?)null);

    public static StreamId StreamOf(TicketId id) => StreamId.Of(Kind, id.Value);

    /// <summary>Of whom somebody at a unit has to be; that there is no such ticket is told to whoever may answer anything.</summary>
    public static Need? Needs(TicketState state, TicketCommand command) => command switch
    {
        TicketCommand.Receive or TicketCommand.Dispatch or TicketCommand.AnswerAtOnce or TicketCommand.Link or TicketCommand.Take or TicketCommand.LetGo
            or TicketCommand.Reclassify or TicketCommand.Move or TicketCommand.Urge or TicketCommand.CallBack => new Need(Permission.Intake, Subject.District),
        TicketCommand.File => new Need(Permission.File, Subject.District),
        TicketCommand.Grant or TicketCommand.Decline or TicketCommand.Supervise or TicketCommand.Close => new Need(Permission.Oversee, Subject.District),
        TicketCommand.Sign or TicketCommand.Contact or TicketCommand.Answer or TicketCommand.AskFor or TicketCommand.GoOn
            => state.View?.Unit is { } unit ? new Need(Permission.Answer, unit.ToSubject()) : new Need(Permission.Answer),
        _ => null,
    };

    public static Decision<TicketEvent> Decide(TicketState state, TicketCommand command, Circumstances circumstances)
        => TicketDecisions.Decide(state.View, command, circumstances);

    public static TicketState Fold(TicketState state, Recorded<TicketEvent> recorded) => new(Told(state.View, Noted(state.View, Folded(state, recorded), recorded), recorded));

    private static TicketView Noted(TicketView? before, TicketView after, Recorded<TicketEvent> recorded)
        => before is null || TicketChange.Of(before, after, recorded) is not { } change ? after : after with { Changes = [.. before.Changes.TakeLast(MostChanges - 1), change] };

    /// <summary>Of each stage that a ticket of the city's comes to, the city hears once.</summary>
    private static TicketView Told(TicketView? before, TicketView after, Recorded<TicketEvent> recorded)
        => after.Intake.City is null || after.Stage == before?.Stage ? after : after with
        {
            Untold = after.Untold.Add(new StageNews(recorded.Version, after.Stage, recorded.RecordedAt, after.Unit)),
            Pending = after.With(TicketReaction.City, recorded.Version),
        };

    private static TicketView Folded(TicketState state, Recorded<TicketEvent> recorded)
    {
        var done = new TicketDeed(recorded.Actor, recorded.RecordedAt);
        if (recorded.Event is TicketEvent.Received received)
        {
            return new TicketView(
                received.Intake, received.Number, received.About, received.Intake.Category, received.Intake.Urgency, TicketStage.Received, done, received.Limits,
                TicketLedger.Empty.Begin(ClockHolder.Hotline, done.At), received.Dues)
            { Version = recorded.Version };
        }

        var ticket = state.View! with { Version = recorded.Version };
        return recorded.Event switch
        {
            TicketEvent.Dispatched e => At(Met(ticket, TicketClock.Dispatch), TicketStage.Dispatched, ClockHolder.Unit, done, e.Dues) with
            {
                Dispatches = ticket.Dispatches.Add(new TicketDispatch(e.Unit, done, e.Note, ticket.Ledger.Next, CallsSince: ticket.Calls.Length)),
            },
            TicketEvent.SignedFor e => At(Met(ticket, TicketClock.Sign), TicketStage.SignedFor, ClockHolder.Unit, done, e.Dues)
                .WithDispatch(d => d with { SignedFor = done, SignedSince = ticket.Ledger.Next }),
            TicketEvent.Contacted e => (Met(ticket, TicketClock.Contact) with { Stage = TicketStage.Underway, Dues = e.Dues }).WithDispatch(d => d with { Contacted = done }),
            TicketEvent.Answered e => Answered(Met(ticket, TicketClock.Sign, TicketClock.Contact, TicketClock.Finish), done, e, recorded.Version),
            TicketEvent.Asked e => ticket with { Asking = new TicketAsking(e.Ask, e.Reason, e.Days, e.Until, done), Declined = null },
            TicketEvent.Declined e => Judged(ticket, done, e.Reason) with { Declined = e.Reason },
            TicketEvent.Returned e => At(Met(Judged(ticket, done), TicketClock.Sign, TicketClock.Contact, TicketClock.Finish), TicketStage.Received, ClockHolder.Hotline, done, e.Dues)
                .WithDispatch(d => d with { Returned = done }) with
            { Returns = ticket.Returns + 1 },
            TicketEvent.Extended e => Judged(ticket, done) with { Extended = ticket.Extended + e.Days, Dues = e.Dues, Late = Still(ticket.Late, e.Dues, done.At) },
            TicketEvent.Suspended e => At(Judged(ticket, done), TicketStage.Suspended, ClockHolder.Suspended, done, TicketDues.None) with { SuspendedUntil = e.Until },
            TicketEvent.Resumed e => At(ticket, StageOf(ticket.Dispatch!), ClockHolder.Unit, done, e.Dues) with { SuspendedUntil = null, Late = Still(ticket.Late, e.Dues, done.At) },
            TicketEvent.Reclassified e => Reclassified(ticket, done, e, recorded.Version),
            TicketEvent.Moved e => ticket with
            {
                About = e.About,
                Pending = !ticket.IsReport && TicketCells.IsSubstantiated(ticket) && e.About.Row != ticket.About.Row && IsPoint(e.About) ? ticket.With(TicketReaction.Review, recorded.Version) : ticket.Pending,
            },
            TicketEvent.Urged => ticket with { Urged = ticket.Urged + 1, LastUrged = done },
            TicketEvent.Supervised e => ticket with { Supervised = done, SupervisedFor = e.Reason },
            TicketEvent.CalledBack e => ticket with
            {
                Calls = ticket.Calls.Add(new CallTry(done, e.IsReached, e.IsSolved, e.Satisfaction, e.Note)),
                Missed = e.IsReached ? 0 : ticket.Missed + 1,
                Taken = null,
            },
            TicketEvent.Reopened e => At(ticket, TicketStage.Received, ClockHolder.Hotline, done, e.Dues) with
            {
                Round = ticket.Round + 1,
                RoundSince = ticket.Ledger.Next,
                Extended = 0,
                Missed = 0,
                Late = [],
                Parent = null,
            },
            TicketEvent.Linked e => At(Met(ticket, TicketClock.Dispatch), TicketStage.Linked, ClockHolder.Parent, done, TicketDues.None) with
            {
                Parent = e.Parent,
                Pending = ticket.With(TicketReaction.Join, recorded.Version),
            },
            // One that comes after the answer hears it too.
            TicketEvent.Adopted e => ticket with
            {
                Children = ticket.Children.Add(e.Child),
                Pending = ticket.Stage == TicketStage.Answered ? ticket.With(TicketReaction.Children, recorded.Version) : ticket.Pending,
            },
            TicketEvent.Followed e => At(ticket, TicketStage.Answered, ClockHolder.CallBack, done, e.Dues) with
            {
                Answers = ticket.Answers.Add(new TicketAnswer(done, e.Words, e.Finding, [])),
                Missed = 0,
            },
            TicketEvent.Taken => ticket with { Taken = done },
            TicketEvent.LetGo => ticket with { Taken = null },
            TicketEvent.RanOut e => (ticket with
            {
                Late = ticket.Late.Add(e.Clock),
                RunOuts = ticket.RunOuts + 1,
                Pending = ticket.Urgency == Urgency.LifeSafety ? ticket.With(TicketReaction.Alert, recorded.Version) : ticket.Pending,
            }).WithLate(e.Clock),
            TicketEvent.Closed e => Closed(ticket, done, e, recorded.Version),
            TicketEvent.Reacted e => ticket with
            {
                Pending = ticket.Pending.Remove(new PendingReaction(e.What, e.Version)),
                Untold = e.What == TicketReaction.City ? ticket.Untold.RemoveAll(n => n.Version == e.Version) : ticket.Untold,
            },
            _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
        };
    }

    /// <summary>Counts go to what it is about and to the unit that answers; where that is one row they go there together.</summary>
    public static ImmutableArray<RowImage> Contribute(TicketState state)
    {
        if (state.View is not { } ticket) return [];
        var about = TicketCells.Of(ticket);
        if (ticket.Dispatch is not { Returned: null, Unit.Place: var place } || TicketCells.OfUnit(ticket) is not { IsEmpty: false } unit)
            return [new RowImage(ticket.About.Counted, null, about)];
        var row = Place.StreamOf(place);
        return row == ticket.About.Counted
            ? [new RowImage(row, null, about.Plus(unit))]
            : [new RowImage(ticket.About.Counted, null, about), new RowImage(row, null, unit)];
    }

    /// <summary>To be found by whoever works on it: a unit finds its own, and before a dispatch, or of a 举报, nobody below the district does.</summary>
    public static ImmutableArray<ListRow> Lists(TicketState state)
    {
        if (state.View is not { } ticket) return [];
        var row = new ListRow(
            StreamOf(ticket.Intake.Id), ticket.Unit?.Place, (ticket.Unit is { } unit ? unit.Line : null)?.Value, TicketView.WordOf(ticket.Stage), ticket.Dues.Next ?? ticket.Ended?.At, ticket.About.Row,
            ticket.Intake.Caller?.Value, ticket.Received.At, JsonSerializer.Serialize(ticket with { Changes = [] }, JournalJson.Options));
        return [row];
    }

    /// <summary>Each clock that runs and has not run out yet; a suspension's end; and what is to be started elsewhere, at once.</summary>
    public static ImmutableArray<AgendaItem> Agenda(TicketState state)
    {
        if (state.View is not { } ticket) return [];
        var stream = StreamOf(ticket.Intake.Id);
        var items = ImmutableArray.CreateBuilder<AgendaItem>();
        foreach (var clock in Enum.GetValues<TicketClock>())
        {
            if (ticket.Dues.Of(clock) is { } due && !ticket.Late.Contains(clock))
                items.Add(new AgendaItem(stream, TicketCommand.RunOut.AgendaKind, KeyOf(ticket, clock), due, stream));
        }

        if (ticket.SuspendedUntil is { } until)
            items.Add(new AgendaItem(stream, TicketCommand.Resume.AgendaKind, ticket.Ledger.Next.ToString(CultureInfo.InvariantCulture), District.At(until.AddDays(1)), stream));
        foreach (var (what, version) in ticket.Pending)
            items.Add(new AgendaItem(stream, TicketCommand.React.AgendaKind, string.Create(CultureInfo.InvariantCulture, $"{(int)what}-{version}"), AgendaItem.AtOnce, stream));
        return items.DrainToImmutable();
    }

    /// <summary>Which clock a row of the agenda is of.</summary>
    public static TicketClock ClockOf(AgendaItem item) => (TicketClock)int.Parse(item.Key.AsSpan(0, item.Key.IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture);

    /// <summary>What a row of the agenda starts.</summary>
    public static PendingReaction ReactionOf(AgendaItem item)
    {
        var dash = item.Key.IndexOf('-', StringComparison.Ordinal);
        return new((TicketReaction)int.Parse(item.Key.AsSpan(0, dash), CultureInfo.InvariantCulture), long.Parse(item.Key.AsSpan(dash + 1), CultureInfo.InvariantCulture));
    }

    /// <summary>A clock that other limits set back may run out again at the very same time: of a row that was handled no second one has the key.</summary>
    private static string KeyOf(TicketView ticket, TicketClock clock) => string.Create(CultureInfo.InvariantCulture, $"{(int)clock}-{ticket.RunOuts}");

    private static TicketView At(TicketView ticket, TicketStage stage, ClockHolder holder, TicketDeed done, TicketDues dues)
        => ticket with { Stage = stage, Ledger = ticket.Ledger.Begin(holder, done.At), Dues = dues, Taken = null };

    /// <summary>What was asked for waits no more.</summary>
    /// <param name="by">Null: nobody judged it, and it was overtaken.</param>
    /// <param name="declined">Null: it was granted, or overtaken.</param>
    private static TicketView Judged(TicketView ticket, TicketDeed? by, WordsId? declined = null)
        => ticket.Asking is not { } asking ? ticket
            : ticket with { Asking = null, Asked = [.. ticket.Asked.TakeLast(MostAsked - 1), asking with { Judged = by, Declined = declined }] };

    private static TicketView Met(TicketView ticket, params ReadOnlySpan<TicketClock> clocks)
    {
        var late = ticket.Late;
        foreach (var clock in clocks) late = late.Remove(clock);
        return ticket with { Late = late };
    }

    /// <summary>What has run out by other limits too.</summary>
    private static ImmutableArray<TicketClock> Still(ImmutableArray<TicketClock> late, TicketDues dues, DateTimeOffset now) => late.RemoveAll(clock => !(dues.Of(clock) <= now));

    private static TicketStage StageOf(TicketDispatch dispatch)
        => dispatch.Contacted is not null ? TicketStage.Underway : dispatch.SignedFor is not null ? TicketStage.SignedFor : TicketStage.Dispatched;

    private static bool IsPoint(TicketAbout about) => about.Row.IsOf(ServicePoints.ServicePoint.Kind);

    /// <summary>Of one that is suspended no clock runs, and which of them are late is seen when it goes on. One that is late already and turns out to be life-safety is told at once.</summary>
    private static TicketView Reclassified(TicketView ticket, TicketDeed done, TicketEvent.Reclassified e, long version)
    {
        var after = ticket with
        {
            Category = e.Category,
            Urgency = e.Urgency,
            Limits = e.Limits,
            Dues = e.Dues,
            Late = ticket.Stage == TicketStage.Suspended ? ticket.Late : Still(ticket.Late, e.Dues, done.At),
        };
        return e.Urgency == Urgency.LifeSafety && ticket.Urgency != Urgency.LifeSafety && !after.Late.IsEmpty ? after with { Pending = after.With(TicketReaction.Alert, version) } : after;
    }

    private static TicketView Answered(TicketView ticket, TicketDeed done, TicketEvent.Answered e, long version)
    {
        var after = At(Judged(ticket, null), TicketStage.Answered, ClockHolder.CallBack, done, e.Dues) with
        {
            Answers = ticket.Answers.Add(new TicketAnswer(done, e.Words, e.Finding, e.Files)),
            Declined = null,
            Missed = 0,
        };
        if (!ticket.Children.IsEmpty) after = after with { Pending = after.With(TicketReaction.Children, version) };
        // A 举报 goes to the bureau alone, which needs nobody to tell the point's street.
        if (e.Finding == TicketFinding.Substantiated && !ticket.IsReport && IsPoint(ticket.About)) after = after with { Pending = after.With(TicketReaction.Review, version) };
        return after;
    }

    private static TicketView Closed(TicketView ticket, TicketDeed done, TicketEvent.Closed e, long version)
    {
        var after = At(Judged(ticket, null), TicketStage.Closed, ClockHolder.Nobody, done, TicketDues.None) with
        {
            End = e.End,
            Ended = done,
            EndedFor = e.Words,
            Late = [],
            SuspendedUntil = null,
        };
        // Whoever waits for an answer that does not come is not forgotten.
        return ticket.Stage != TicketStage.Answered && !ticket.Children.IsEmpty ? after with { Pending = after.With(TicketReaction.Children, version) } : after;
    }
}

internal static class TicketChanges
{
    public static ImmutableArray<PendingReaction> With(this TicketView ticket, TicketReaction what, long version) => ticket.Pending.Add(new PendingReaction(what, version));

    public static TicketView WithDispatch(this TicketView ticket, Func<TicketDispatch, TicketDispatch> change)
        => ticket with { Dispatches = ticket.Dispatches.SetItem(ticket.Dispatches.Length - 1, change(ticket.Dispatches[^1])) };

    /// <summary>A late signature or first contact stays with its unit.</summary>
    public static TicketView WithLate(this TicketView ticket, TicketClock clock)
        => clock is TicketClock.Sign or TicketClock.Contact ? ticket.WithDispatch(d => d with { IsLate = true }) : ticket;
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Orleans;

namespace Circle.Domain.Supervisions;

/// <summary>督办单</summary>
[GenerateSerializer, Immutable, Alias("SupervisionId"), JsonConverter(typeof(TextIdConverter<SupervisionId>))]
public readonly record struct SupervisionId([property: Id(0)] string Value) : ITextId<SupervisionId>
{
    public static SupervisionId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>办理环节, in their order.</summary>
public enum SupervisionStage
{
    /// <summary>待签收</summary>
    Issued,

    /// <summary>办理中: signed for, and not replied yet.</summary>
    Underway,

    /// <summary>退回重办</summary>
    SentBack,

    /// <summary>待核查</summary>
    Replied,

    /// <summary>待销号</summary>
    Passed,

    /// <summary>已销号</summary>
    Closed,

    /// <summary>已撤销</summary>
    Withdrawn,
}

/// <summary>What was ordered; it never changes.</summary>
[GenerateSerializer, Immutable, Alias("SupervisionOrder")]
public sealed record SupervisionOrder(
    [property: Id(0)] SupervisionId Id,
    [property: Id(1)] SupervisionNumber Number,
    [property: Id(2)] SupervisionMatter Matter,
    [property: Id(3)] AnsweringUnit Unit,
    [property: Id(4)] AccountId? Person,
    [property: Id(5)] DateOnly Deadline,
    [property: Id(6)] string Instruction);

/// <summary>Each names in <c>Late</c> who hears first, and when, if what comes next does not come.</summary>
public abstract record SupervisionEvent
{
    [EventType("supervision.issued")]
    public sealed record Issued(SupervisionOrder Order, LadderStep Late) : SupervisionEvent;

    [EventType("supervision.signed")]
    public sealed record SignedFor(LadderStep Late) : SupervisionEvent;

    [EventType("supervision.replied")]
    public sealed record Replied(string Text, ImmutableArray<ReplyFile> Evidence, LadderStep Late) : SupervisionEvent;

    [EventType("supervision.passed")]
    public sealed record Passed(string? Note, LadderStep Late) : SupervisionEvent;

    [EventType("supervision.sent-back")]
    public sealed record SentBack(string Reason, LadderStep Late) : SupervisionEvent;

    [EventType("supervision.escalated")]
    public sealed record Escalated(Rung Rung, LadderStep? Next) : SupervisionEvent;

    [EventType("supervision.closed")]
    public sealed record Closed(string? Note) : SupervisionEvent;

    [EventType("supervision.withdrawn")]
    public sealed record Withdrawn(string Reason) : SupervisionEvent;
}

/// <summary>Who did something, when, and what they said.</summary>
[GenerateSerializer, Immutable, Alias("DoneBy")]
public sealed record DoneBy([property: Id(0)] Actor By, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string? Note = null);

/// <summary>回告 and what its check said.</summary>
/// <param name="Check">Null: not checked yet. Its note: why it was sent back.</param>
[GenerateSerializer, Immutable, Alias("SupervisionReply")]
public sealed record SupervisionReply(
    [property: Id(0)] DoneBy Told, [property: Id(1)] ImmutableArray<ReplyFile> Evidence, [property: Id(2)] DoneBy? Check, [property: Id(3)] bool HasPassed);

/// <summary>督办单 at one moment.</summary>
/// <param name="Order">Null: never issued.</param>
/// <param name="Signature">Null: not signed for.</param>
/// <param name="Replies">Oldest first, at most <see cref="Supervision.MostReplies"/>.</param>
/// <param name="End">Of one that was closed or withdrawn.</param>
/// <param name="Wait">For the next step; null: it has ended.</param>
/// <param name="ChangedAt">When its stage changed last.</param>
public sealed record SupervisionState(
    SupervisionOrder? Order, SupervisionStage Stage, DoneBy? Issue, DoneBy? Signature, ImmutableArray<SupervisionReply> Replies, DoneBy? End, Wait? Wait, DateTimeOffset ChangedAt);

/// <summary>
/// 督办单: an order to a unit, from its issue to its end. It waits for exactly one thing at a time, and whoever is late is told up the ladder; it ends by its
/// issuer's word, or by a withdrawal with a reason, and by nothing else.
/// </summary>
public sealed class Supervision : IAggregate<SupervisionState, SupervisionCommand, SupervisionEvent>
{
    public const int MaxMatter = 200;
    public const int MaxInstruction = 2_000;
    public const int MaxReply = 2_000;
    public const int MaxNote = 500;
    public const int MostFiles = 9;

    /// <summary>One that was sent back so often is withdrawn, and issued anew.</summary>
    public const int MostReplies = 20;

    /// <summary>Of whatever is asked of one that is closed or withdrawn.</summary>
    public static readonly Refusal Ended = Refusal.NotNow("ended", "该督办单已销号或撤销，请刷新页面", "the order has ended: load the page anew");

    public static string Kind => "supervision";

    public static int FoldVersion => 1;

    public static SupervisionState Empty { get; } = new(null, default, null, null, [], null, null, default);

    public static StreamId StreamOf(SupervisionId id) => StreamId.Of(Kind, id.Value);

    /// <summary>Nobody supervises a part of the district only. That there is no such order is told to whoever may do it anywhere.</summary>
    public static Need? Needs(SupervisionState state, SupervisionCommand command) => command switch
    {
        SupervisionCommand.Issue or SupervisionCommand.Close or SupervisionCommand.Withdraw => new Need(Permission.Supervise, Subject.District),
        SupervisionCommand.Sign or SupervisionCommand.Reply => state.Order is { } order ? new Need(Permission.Answer, order.Unit.ToSubject()) : new Need(Permission.Answer),
        SupervisionCommand.Pass or SupervisionCommand.SendBack => state.Order is null ? new Need(Permission.Verify) : new Need(Permission.Verify, SubjectOf(state)),
        _ => null,
    };

    public static Subject SubjectOf(SupervisionState state) => state.Order is { } order ? new Subject(order.Unit.Place, order.Matter.Line ?? order.Unit.Line) : Subject.District;

    public static Decision<SupervisionEvent> Decide(SupervisionState state, SupervisionCommand command, Circumstances circumstances)
        => SupervisionDecisions.Decide(state, command, circumstances);

    public static SupervisionState Fold(SupervisionState state, Recorded<SupervisionEvent> recorded)
    {
        var done = new DoneBy(recorded.Actor, recorded.RecordedAt);
        return recorded.Event switch
        {
            SupervisionEvent.Issued e => At(state with { Order = e.Order, Issue = done }, SupervisionStage.Issued, e.Late),
            SupervisionEvent.SignedFor e => At(state with { Signature = done }, SupervisionStage.Underway, e.Late),
            SupervisionEvent.Replied e => At(state with { Replies = state.Replies.Add(new SupervisionReply(done with { Note = e.Text }, e.Evidence, null, false)) }, SupervisionStage.Replied, e.Late),
            SupervisionEvent.Passed e => At(Checked(state, done with { Note = e.Note }, true), SupervisionStage.Passed, e.Late),
            SupervisionEvent.SentBack e => At(Checked(state, done with { Note = e.Reason }, false), SupervisionStage.SentBack, e.Late),
            SupervisionEvent.Escalated e => state with { Wait = state.Wait!.Fire(e.Rung, e.Next, recorded.RecordedAt) },
            SupervisionEvent.Closed e => At(state with { End = done with { Note = e.Note } }, SupervisionStage.Closed, null),
            SupervisionEvent.Withdrawn e => At(state with { End = done with { Note = e.Reason } }, SupervisionStage.Withdrawn, null),
            _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
        };

        SupervisionState At(SupervisionState after, SupervisionStage stage, LadderStep? late)
            => after with { Stage = stage, Wait = late is null ? null : Wait.Of(late, recorded.Version), ChangedAt = recorded.RecordedAt };
    }

    /// <summary>Its stage is <see cref="SupervisionView.WordOf"/>, by which rows are looked for; it counts in no sum.</summary>
    public static ImmutableArray<RowImage> Contribute(SupervisionState state)
    {
        if (SupervisionView.Of(state) is not { } view) return [];
        var order = view.Order;
        var head = new RowHead(
            order.Unit.Place, null, (order.Matter.Line ?? order.Unit.Line)?.Value, SupervisionView.WordOf(view.Stage), order.Number.ToString(), JsonSerializer.Serialize(view, JournalJson.Options));
        return [new RowImage(StreamOf(order.Id), head, Tally.Empty)];
    }

    public static ImmutableArray<AgendaItem> Agenda(SupervisionState state)
        => state is { Order: { } order, Wait: { } wait } ? wait.Agenda(StreamOf(order.Id), SupervisionCommand.Escalate.AgendaKind) : [];

    private static SupervisionState Checked(SupervisionState state, DoneBy check, bool hasPassed)
        => state with { Replies = state.Replies.SetItem(state.Replies.Length - 1, state.Replies[^1] with { Check = check, HasPassed = hasPassed }) };
}

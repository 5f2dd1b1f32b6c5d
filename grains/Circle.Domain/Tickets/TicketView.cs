using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Orleans;

namespace Circle.Domain.Tickets;

/// <summary>办理环节, in their order.</summary>
public enum TicketStage
{
    /// <summary>待派单: received, or back at the hotline.</summary>
    Received,

    /// <summary>待签收</summary>
    Dispatched,

    /// <summary>待先行联系: signed for.</summary>
    SignedFor,

    /// <summary>办理中: the unit has spoken to whoever called.</summary>
    Underway,

    /// <summary>挂起</summary>
    Suspended,

    /// <summary>待回访: answered by the unit.</summary>
    Answered,

    /// <summary>已并案: waits for the ticket that it was joined to.</summary>
    Linked,

    /// <summary>已办结</summary>
    Closed,
}

/// <summary>办结方式. That something was solved says whoever called, and nobody else.</summary>
public enum TicketEnd
{
    /// <summary>当场答复</summary>
    AtOnce,

    /// <summary>已解决</summary>
    Solved,

    /// <summary>未解决: called back as often as it could be dispatched.</summary>
    Unsolved,

    /// <summary>联系不上</summary>
    Unreachable,

    /// <summary>已答复·无法回访: nobody left a number.</summary>
    Told,

    /// <summary>诉求人撤回</summary>
    Withdrawn,

    /// <summary>无效</summary>
    Invalid,

    /// <summary>不合理诉求: counts in no rate.</summary>
    Unreasonable,
}

/// <summary>核实结果 of what was complained of.</summary>
public enum TicketFinding
{
    /// <summary>不涉及: there was nothing to find out.</summary>
    None,

    /// <summary>查实</summary>
    Substantiated,

    /// <summary>查无实据</summary>
    Unfounded,
}

/// <summary>满意度, as it was said in the callback.</summary>
public enum Satisfaction
{
    /// <summary>非常满意</summary>
    VerySatisfied,

    /// <summary>满意</summary>
    Satisfied,

    /// <summary>基本满意</summary>
    Fair,

    /// <summary>不满意</summary>
    Dissatisfied,

    /// <summary>非常不满意</summary>
    VeryDissatisfied,
}

/// <summary>What a unit asks of the hotline.</summary>
public enum TicketAsk
{
    /// <summary>退单: it is not ours.</summary>
    Return,

    /// <summary>延期</summary>
    Extend,

    /// <summary>挂起: it cannot go on until a day.</summary>
    Suspend,
}

/// <summary>A clock of a ticket, in their order.</summary>
public enum TicketClock
{
    /// <summary>派单</summary>
    Dispatch,

    /// <summary>签收</summary>
    Sign,

    /// <summary>先行联系</summary>
    Contact,

    /// <summary>办结</summary>
    Finish,

    /// <summary>回访</summary>
    CallBack,
}

/// <summary>Who did something, and when.</summary>
[GenerateSerializer, Immutable, Alias("TicketDeed")]
public readonly record struct TicketDeed([property: Id(0)] Actor By, [property: Id(1)] DateTimeOffset At);

/// <summary>When each clock that runs is used up; null: it does not run.</summary>
[GenerateSerializer, Immutable, Alias("TicketDues")]
public sealed record TicketDues(
    [property: Id(0)] DateTimeOffset? Dispatch = null,
    [property: Id(1)] DateTimeOffset? Sign = null,
    [property: Id(2)] DateTimeOffset? Contact = null,
    [property: Id(3)] DateTimeOffset? Finish = null,
    [property: Id(4)] DateTimeOffset? CallBack = null)
{
    public static TicketDues None { get; } = new();

    public DateTimeOffset? Of(TicketClock clock) => clock switch
    {
        TicketClock.Dispatch => Dispatch,
        TicketClock.Sign => Sign,
        TicketClock.Contact => Contact,
        TicketClock.Finish => Finish,
        TicketClock.CallBack => CallBack,
        _ => throw new ArgumentOutOfRangeException(nameof(clock)),
    };

    /// <summary>The earliest one; null: none runs.</summary>
    [JsonIgnore]
    public DateTimeOffset? Next => new[] { Dispatch, Sign, Contact, Finish, CallBack }.Min();
}

/// <summary>派单 to one unit, and how far it came.</summary>
/// <param name="Since">Place in the ledger from which on the time is this unit's.</param>
/// <param name="SignedSince">Place in the ledger from which on it is signed for.</param>
/// <param name="IsLate">签收 or 先行联系 came after its limit.</param>
/// <param name="CallsSince">Place in the calls from which on they are about what this unit did.</param>
[GenerateSerializer, Immutable, Alias("TicketDispatch")]
public sealed record TicketDispatch(
    [property: Id(0)] AnsweringUnit Unit,
    [property: Id(1)] TicketDeed Done,
    [property: Id(2)] WordsId? Note,
    [property: Id(3)] int Since,
    [property: Id(4)] TicketDeed? SignedFor = null,
    [property: Id(5)] int SignedSince = 0,
    [property: Id(6)] TicketDeed? Contacted = null,
    [property: Id(7)] TicketDeed? Returned = null,
    [property: Id(8)] bool IsLate = false,
    [property: Id(9)] int CallsSince = 0);

/// <param name="Days">Of an extension: working days. Else 0.</param>
/// <param name="Until">Of a suspension: its last day.</param>
[GenerateSerializer, Immutable, Alias("TicketAsking")]
public sealed record TicketAsking(
    [property: Id(0)] TicketAsk Ask, [property: Id(1)] WordsId Reason, [property: Id(2)] int Days, [property: Id(3)] DateOnly? Until, [property: Id(4)] TicketDeed Done)
{
    /// <summary>Who granted or declined it 审批; null: nobody has, or it was overtaken by an answer or the ticket's end.</summary>
    [Id(5)]
    public TicketDeed? Judged { get; init; }

    /// <summary>Why it was not granted; null: it was, or nobody judged it.</summary>
    [Id(6)]
    public WordsId? Declined { get; init; }
}

/// <summary>答复 of a unit.</summary>
[GenerateSerializer, Immutable, Alias("TicketAnswer")]
public sealed record TicketAnswer(
    [property: Id(0)] TicketDeed Done, [property: Id(1)] WordsId Words, [property: Id(2)] TicketFinding Finding, [property: Id(3)] ImmutableArray<ReplyFile> Files);

/// <summary>回访: one call, and what was said.</summary>
/// <param name="IsReached">False: nobody answered, and the rest says nothing.</param>
[GenerateSerializer, Immutable, Alias("CallTry")]
public sealed record CallTry(
    [property: Id(0)] TicketDeed Done, [property: Id(1)] bool IsReached, [property: Id(2)] bool IsSolved, [property: Id(3)] Satisfaction? Satisfaction, [property: Id(4)] WordsId? Note);

/// <summary>What a commit of this ticket starts elsewhere.</summary>
public enum TicketReaction
{
    /// <summary>Tells the tickets that were joined to it.</summary>
    Children,

    /// <summary>Tells the ticket that it was joined to, which takes it in.</summary>
    Join,

    /// <summary>Opens the disqualification review 取消资格核查 of the service point.</summary>
    Review,

    /// <summary>Raises an alert: life-safety is late.</summary>
    Alert,

    /// <summary>Tells the city's 12345 to which stage its ticket came.</summary>
    City,
}

/// <summary>To which stage a ticket of the city's came.</summary>
/// <param name="Version">Of the event by which it did.</param>
/// <param name="Unit">Who works on it then; null: the hotline.</param>
[GenerateSerializer, Immutable, Alias("StageNews")]
public sealed record StageNews([property: Id(0)] long Version, [property: Id(1)] TicketStage Stage, [property: Id(2)] DateTimeOffset At, [property: Id(3)] AnsweringUnit? Unit);

/// <param name="Version">Of the event that starts it.</param>
[GenerateSerializer, Immutable, Alias("PendingReaction")]
public readonly record struct PendingReaction([property: Id(0)] TicketReaction What, [property: Id(1)] long Version);

/// <summary>工单 at one moment, and as pages show it once their reader's words are put in.</summary>
/// <param name="Intake">As it was received.</param>
/// <param name="About">As it stands now; so are category and urgency.</param>
[GenerateSerializer, Immutable, Alias("TicketView")]
public sealed record TicketView(
    [property: Id(0)] TicketIntake Intake,
    [property: Id(1)] TicketNumber Number,
    [property: Id(2)] TicketAbout About,
    [property: Id(3)] TicketCategoryId Category,
    [property: Id(4)] Urgency Urgency,
    [property: Id(5)] TicketStage Stage,
    [property: Id(6)] TicketDeed Received,
    [property: Id(7)] TicketLimits Limits,
    [property: Id(8)] TicketLedger Ledger,
    [property: Id(9)] TicketDues Dues)
{
    /// <summary>From 1; one more for each 重办.</summary>
    [Id(10)]
    public int Round { get; init; } = 1;

    /// <summary>Place in the ledger at which it began.</summary>
    [Id(11)]
    public int RoundSince { get; init; }

    /// <summary>Oldest first, at most <see cref="Ticket.MostDispatches"/>.</summary>
    [Id(12)]
    public ImmutableArray<TicketDispatch> Dispatches { get; init; } = [];

    /// <summary>What the unit asks for, and nobody has judged yet.</summary>
    [Id(13)]
    public TicketAsking? Asking { get; init; }

    /// <summary>Why the last request was not granted; null: none was asked, or it was granted.</summary>
    [Id(14)]
    public WordsId? Declined { get; init; }

    /// <summary>退单 that were granted.</summary>
    [Id(15)]
    public int Returns { get; init; }

    /// <summary>Working days that were added in this round.</summary>
    [Id(16)]
    public int Extended { get; init; }

    /// <summary>Last day of a suspension that holds.</summary>
    [Id(17)]
    public DateOnly? SuspendedUntil { get; init; }

    [Id(18)]
    public ImmutableArray<TicketAnswer> Answers { get; init; } = [];

    [Id(19)]
    public ImmutableArray<CallTry> Calls { get; init; } = [];

    /// <summary>主件 that it was joined to.</summary>
    [Id(20)]
    public TicketId? Parent { get; init; }

    /// <summary>重复件 that were joined to it.</summary>
    [Id(21)]
    public ImmutableArray<TicketId> Children { get; init; } = [];

    /// <summary>Clocks that ran out and have not been met since.</summary>
    [Id(22)]
    public ImmutableArray<TicketClock> Late { get; init; } = [];

    /// <summary>催办: how often, and the last time.</summary>
    [Id(23)]
    public int Urged { get; init; }

    [Id(24)]
    public TicketDeed? LastUrged { get; init; }

    /// <summary>督办, by the hotline's supervisor.</summary>
    [Id(25)]
    public TicketDeed? Supervised { get; init; }

    [Id(26)]
    public WordsId? SupervisedFor { get; init; }

    /// <summary>Who has it in hand at the hotline; null: nobody, or no longer.</summary>
    [Id(27)]
    public TicketDeed? Taken { get; init; }

    /// <summary>Null: it is open.</summary>
    [Id(28)]
    public TicketEnd? End { get; init; }

    [Id(29)]
    public TicketDeed? Ended { get; init; }

    [Id(30)]
    public WordsId? EndedFor { get; init; }

    /// <summary>What is still to be started elsewhere.</summary>
    [Id(31)]
    public ImmutableArray<PendingReaction> Pending { get; init; } = [];

    /// <summary>Of the round: tries in a row at which nobody answered.</summary>
    [Id(32)]
    public int Missed { get; init; }

    /// <summary>Of the journal.</summary>
    [Id(33)]
    public long Version { get; init; }

    /// <summary>How often a clock of it ran out so far: tells two times of one clock apart.</summary>
    [Id(34)]
    public int RunOuts { get; init; }

    /// <summary>Requests that wait no more, oldest first; of more than <see cref="Ticket.MostAsked"/> the last.</summary>
    [Id(35)]
    public ImmutableArray<TicketAsking> Asked { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Of a ticket of the city's: what the city is still to be told, oldest first.</summary>
    [Id(36)]
    public ImmutableArray<StageNews> Untold { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Oldest first; of more than <see cref="Ticket.MostChanges"/> the last. Lists leave them out.</summary>
    [Id(37)]
    public ImmutableArray<TicketChange> Changes { get; init => field = value.IsDefault ? [] : value; } = [];

    [JsonIgnore]
    public TicketDispatch? Dispatch => Dispatches.IsEmpty ? null : Dispatches[^1];

    /// <summary>Who works on it, or did last; null: the hotline.</summary>
    [JsonIgnore]
    public AnsweringUnit? Unit => Stage is not (TicketStage.Received or TicketStage.Linked) && Dispatch is { Returned: null } dispatch ? dispatch.Unit : null;

    [JsonIgnore]
    public bool IsReport => Intake.Kind == TicketKind.Report;

    /// <summary>Whether a first contact 先行联系 is owed: there is somebody to speak to, whom a 举报 never shows.</summary>
    [JsonIgnore]
    public bool NeedsContact => Intake.Caller is not null && !IsReport;

    [JsonIgnore]
    public bool IsOpen => Stage is not (TicketStage.Closed or TicketStage.Linked);

    /// <summary>All that this ticket names, for whoever keeps them.</summary>
    [JsonIgnore]
    public IEnumerable<WordsId> Words => new WordsId?[]
        {
            Intake.Matter, Intake.Wish, Intake.Recording, Asking?.Reason, Declined, SupervisedFor, EndedFor,
        }
        .Concat(Dispatches.Select(d => d.Note)).Concat(Answers.Select(a => (WordsId?)a.Words)).Concat(Calls.Select(c => c.Note)).Concat(Asked.SelectMany(a => new WordsId?[] { a.Reason, a.Declined }))
        .OfType<WordsId>();

    /// <summary>Whether another one may be joined to it, as it stands.</summary>
    public bool MayAdopt(TicketId child) => child != Intake.Id && !IsReport && Stage != TicketStage.Closed && Parent is null && Children.Length < Ticket.MostChildren;

    /// <summary>As the unit sees it that has it: of a 举报 nothing by which whoever called could be found, and of nobody the other tickets.</summary>
    public TicketView ForUnit() => this with
    {
        Intake = Intake with { Caller = IsReport ? null : Intake.Caller, Wish = IsReport ? null : Intake.Wish, Call = null, Recording = null },
        Parent = null,
        Children = [],
        Pending = [],
        Untold = [],
        Changes = Changes.RemoveAll(c => !c.IsForUnit(IsReport)),
    };

    /// <summary>The stages in which a unit has it, and its clocks run or are suspended.</summary>
    public static ImmutableArray<TicketStage> AtUnit { get; } = [TicketStage.Dispatched, TicketStage.SignedFor, TicketStage.Underway, TicketStage.Suspended];

    public static string WordOf(TicketStage stage) => JsonNamingPolicy.CamelCase.ConvertName(stage.ToString());
}

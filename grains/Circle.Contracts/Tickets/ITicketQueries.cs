using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;

namespace Circle.Contracts.Tickets;

/// <summary>Lists from the read rows; wakes no ticket.</summary>
[Alias("ITicketQueries")]
public interface ITicketQueries : IGrainWithIntegerKey
{
    /// <summary>待办队列: what is open, stage by stage, the earliest due first.</summary>
    [Alias("Queue"), Needs(Permission.Intake), ResponseTimeout("00:00:10")]
    Task<TicketQueue> Queue(int each);

    /// <summary>The newest first; of a target, of a caller, or all.</summary>
    [Alias("Find"), Needs(Permission.Intake), ResponseTimeout("00:00:10")]
    Task<TicketPage> Find(TicketQuery query);

    /// <summary>The ticket of a number 工单号, which names no year: of this year, else of the last.</summary>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to 31.</param>
    [Alias("Numbered"), Needs(Permission.Intake), ResponseTimeout("00:00:10")]
    Task<TicketPage> Numbered(int month, int day, int serial);

    /// <summary>督导: what waits, slips or goes to and fro, and what each operator does today.</summary>
    [Alias("Oversight"), Needs(Permission.Oversee), ResponseTimeout("00:00:20")]
    Task<TicketOversight> Oversight();

    /// <summary>Of tickets that may be there, those that are; wakes none.</summary>
    /// <param name="ids">1 to <see cref="TicketPage.MaxLimit"/>.</param>
    [Alias("Known"), Needs(Permission.Intake), ResponseTimeout("00:00:10")]
    Task<ImmutableArray<TicketView>> Known(ImmutableArray<TicketId> ids);

    /// <summary>市热线转办件 received then or later, the newest first.</summary>
    [Alias("OfCity"), Needs(Permission.Intake), ResponseTimeout("00:00:15")]
    Task<TicketPage> OfCity(DateTimeOffset since, TicketCursor? after);

    /// <summary>三率 of every street, with its communities, and of every lead unit that was sent anything: no unit's is a secret to another.</summary>
    /// <param name="months">To now, the present one among them: 1 to <see cref="UnitRatesPage.MostMonths"/>.</param>
    [Alias("Rates"), Needs(Permission.Read), ResponseTimeout("00:00:10")]
    Task<UnitRatesPage> Rates(int months);

    /// <summary>What a call being taken may be the same as, the newest first; how alike they are says <see cref="TicketLikeness"/> with their words.</summary>
    [Alias("Similar"), Needs(Permission.Intake), ResponseTimeout("00:00:05")]
    Task<SimilarTickets> Similar(StreamId? about, SubjectId? caller, TicketCategoryId? category);

    /// <summary>What the hotline goes by, and by when each step of a ticket that is received now would be done.</summary>
    [Alias("Limits"), Needs(Permission.Intake)]
    Task<HotlineLimits> Limits(TicketKind kind, Urgency urgency, TicketCategoryId category);

    /// <summary>What the hotline may be asked for, which is nobody's secret.</summary>
    [Alias("Services")]
    Task<HotlineServices> Services();

    /// <summary>Of a place on the map the community whose people live nearest, as far as anybody has said where that is; else the district.</summary>
    [Alias("Near"), Needs(Permission.File), ResponseTimeout("00:00:05")]
    Task<PlaceId?> Near(Position at);

    /// <summary>What the caller itself has filed, and nothing of anybody else.</summary>
    [Alias("Filed"), Needs(Permission.File), ResponseTimeout("00:00:10")]
    Task<ImmutableArray<FiledItem>> Filed(FiledQuery query);

    /// <summary>What a unit has, the earliest due first; or had, the newest first.</summary>
    [Alias("Assigned"), Needs(Permission.Answer), ResponseTimeout("00:00:10")]
    Task<TicketPage> Assigned(AssignedQuery query);
}

/// <param name="Place">A street; of a lead unit the district.</param>
/// <param name="Line">Of a lead unit: the line that it leads.</param>
[GenerateSerializer, Immutable, Alias("UnitRate")]
public sealed record UnitRate([property: Id(0)] PlaceId Place, [property: Id(1)] LineId? Line, [property: Id(2)] UnitRates Rates);

/// <param name="Since">First day of the months that count.</param>
/// <param name="Units">Streets in their order, then lead units.</param>
/// <param name="District">全区: all of them together.</param>
[GenerateSerializer, Immutable, Alias("UnitRatesPage")]
public sealed record UnitRatesPage([property: Id(0)] DateTimeOffset AsOf, [property: Id(1)] DateOnly Since, [property: Id(2)] ImmutableArray<UnitRate> Units, [property: Id(3)] UnitRates District)
{
    public const int MostMonths = 24;
}

/// <summary>A section of the queue.</summary>
/// <param name="Count">Of all that are in it, however many are shown.</param>
/// <param name="Due">Of these, whose next clock has run out.</param>
[GenerateSerializer, Immutable, Alias("TicketSection")]
public sealed record TicketSection(
    [property: Id(0)] TicketStage Stage, [property: Id(1)] long Count, [property: Id(2)] long Due, [property: Id(3)] ImmutableArray<TicketView> Tickets);

[GenerateSerializer, Immutable, Alias("TicketQueue")]
public sealed record TicketQueue([property: Id(0)] DateTimeOffset AsOf, [property: Id(1)] ImmutableArray<TicketSection> Sections)
{
    /// <summary>Tickets of a section that are shown at most.</summary>
    public const int MostEach = 100;
}

/// <param name="IsPartial">More are open, or ended today, than were looked at: of the open ones those that are due last were not.</param>
/// <param name="Waiting">Stage by stage, all of them, in full.</param>
/// <param name="Overdue">超时: a clock of theirs ran out; the earliest due first, what is suspended last.</param>
/// <param name="Returned">退单 and open: what went back most often first.</param>
/// <param name="Asking">A unit's request 申请 waits to be judged; the oldest first.</param>
/// <param name="Operators">Today.</param>
[GenerateSerializer, Immutable, Alias("TicketOversight")]
public sealed record TicketOversight(
    [property: Id(0)] DateTimeOffset AsOf,
    [property: Id(1)] bool IsPartial,
    [property: Id(2)] ImmutableArray<TicketSection> Waiting,
    [property: Id(3)] ImmutableArray<TicketView> Overdue,
    [property: Id(4)] ImmutableArray<TicketView> Returned,
    [property: Id(5)] ImmutableArray<TicketView> Asking,
    [property: Id(6)] ImmutableArray<OperatorDay> Operators)
{
    /// <summary>Tickets of a list that are shown at most.</summary>
    public const int MostEach = 100;

    /// <summary>Tickets that are looked through: open ones, and as many of the day's.</summary>
    public const int MostRead = 5_000;
}

/// <param name="Metres">From the target of the call to its own; null: the same, or nobody knows.</param>
[GenerateSerializer, Immutable, Alias("SimilarTicket")]
public sealed record SimilarTicket([property: Id(0)] TicketView Ticket, [property: Id(1)] int? Metres)
{
    /// <summary>Looked at, of each kind of likeness.</summary>
    public const int MostEach = 40;
}

[GenerateSerializer, Immutable, Alias("SimilarTickets")]
public sealed record SimilarTickets([property: Id(0)] DateTimeOffset AsOf, [property: Id(1)] ImmutableArray<SimilarTicket> Tickets);

/// <param name="Limits">Null: there is no such category.</param>
/// <param name="Dues">If each step is done at the last moment; null with <paramref name="Limits"/>.</param>
/// <param name="Skipped">Days until the finish that do not count 扣除非工作日.</param>
[GenerateSerializer, Immutable, Alias("HotlineLimits")]
public sealed record HotlineLimits(
    [property: Id(0)] HotlineRules Rules, [property: Id(1)] DateTimeOffset AsOf, [property: Id(2)] TicketLimits? Limits, [property: Id(3)] TicketDues? Dues, [property: Id(4)] ImmutableArray<DateOnly> Skipped);

/// <param name="About">Null: whatever it is about.</param>
/// <param name="Caller">Null: whoever called.</param>
/// <param name="Stages">None: all.</param>
/// <param name="Since">Received then or later; null: ever.</param>
/// <param name="Limit">1 to <see cref="TicketPage.MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("TicketQuery")]
public sealed record TicketQuery(
    [property: Id(0)] StreamId? About,
    [property: Id(1)] SubjectId? Caller,
    [property: Id(2)] ImmutableArray<TicketStage> Stages,
    [property: Id(3)] DateTimeOffset? Since,
    [property: Id(4)] TicketCursor? After,
    [property: Id(5)] int Limit);

/// <param name="Unit">Whose; what is under a street is not the street's, unless <paramref name="WithBelow"/> asks for it too.</param>
/// <param name="IsOver">True: what it had and has no more, the newest first.</param>
[GenerateSerializer, Immutable, Alias("AssignedQuery")]
public sealed record AssignedQuery([property: Id(0)] AnsweringUnit Unit, [property: Id(1)] bool IsOver, [property: Id(2)] TicketCursor? After, [property: Id(3)] int Limit, [property: Id(4)] bool WithBelow = false) : IConcerns
{
    Subject IConcerns.Subject => Unit.ToSubject();
}

/// <summary>Where a page ended.</summary>
/// <param name="Key">What the list is sorted by; null: it has none, and stands last.</param>
[GenerateSerializer, Immutable, Alias("TicketCursor")]
public sealed record TicketCursor([property: Id(0)] DateTimeOffset? Key, [property: Id(1)] TicketId Id);

/// <param name="Next">To ask with for the rest; null: there is none.</param>
[GenerateSerializer, Immutable, Alias("TicketPage")]
public sealed record TicketPage([property: Id(0)] ImmutableArray<TicketView> Tickets, [property: Id(1)] TicketCursor? Next)
{
    public const int MaxLimit = 200;
}

/// <param name="Plan">Version of the plan that says so; 0: none is in force.</param>
[GenerateSerializer, Immutable, Alias("HotlineServices")]
public sealed record HotlineServices([property: Id(0)] int Plan, [property: Id(1)] ImmutableArray<TicketCategory> Categories);

/// <param name="Ids">At most <see cref="MostIds"/>; where there are any, the rest of the question is of no account.</param>
/// <param name="Categories">None: all.</param>
/// <param name="From">Received then or later. Null: <see cref="Days"/> before <paramref name="Until"/>.</param>
/// <param name="Until">Received then or earlier. Null: <see cref="Days"/> after <paramref name="From"/>, or now.</param>
/// <param name="IsClosed">Null: open or not.</param>
[GenerateSerializer, Immutable, Alias("FiledQuery")]
public sealed record FiledQuery(
    [property: Id(0)] ImmutableArray<TicketId> Ids,
    [property: Id(1)] ImmutableArray<TicketCategoryId> Categories,
    [property: Id(2)] DateTimeOffset? From,
    [property: Id(3)] DateTimeOffset? Until,
    [property: Id(4)] bool? IsClosed)
{
    public const int MostIds = 50;

    /// <summary>That are told at once, the newest first.</summary>
    public const int Most = 200;

    public const int Days = 90;
}

/// <summary>A filed ticket with what the public may know of what it is about.</summary>
/// <param name="Service">What its category is called.</param>
/// <param name="Agency">What its unit is called; null: none has it.</param>
/// <param name="Address">From near to far.</param>
/// <param name="Position">Null: nobody knows.</param>
[GenerateSerializer, Immutable, Alias("FiledItem")]
public sealed record FiledItem(
    [property: Id(0)] FiledTicket Ticket, [property: Id(1)] string Service, [property: Id(2)] string? Agency, [property: Id(3)] string Address, [property: Id(4)] Position? Position);

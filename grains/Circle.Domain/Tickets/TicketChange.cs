using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Tickets;

/// <summary>What happened to a ticket that no dispatch, request, answer or call of it tells.</summary>
public enum TicketChanged
{
    /// <summary>改类别、紧急程度</summary>
    Classification,

    /// <summary>改对象</summary>
    Target,

    /// <summary>并入另一工单</summary>
    Linked,

    /// <summary>并入一件重复件</summary>
    Adopted,

    /// <summary>重办</summary>
    Reopened,

    /// <summary>恢复计时</summary>
    Resumed,

    /// <summary>催办</summary>
    Urged,

    /// <summary>领办</summary>
    Taken,

    /// <summary>放回</summary>
    LetGo,

    /// <summary>超时</summary>
    RanOut,
}

/// <summary>What may be corrected of a ticket.</summary>
[GenerateSerializer, Immutable, Alias("TicketFacts")]
public sealed record TicketFacts([property: Id(0)] TicketAbout About, [property: Id(1)] TicketCategoryId Category, [property: Id(2)] Urgency Urgency)
{
    public static TicketFacts Of(TicketView ticket) => new(ticket.About, ticket.Category, ticket.Urgency);
}

/// <summary>办理过程里的一次变动, with before and after.</summary>
/// <param name="Before">Of a correction; else null.</param>
/// <param name="After">Of a correction; else null.</param>
/// <param name="Clock">Of 超时.</param>
/// <param name="Round">Of 重办: the round that began with it; else 0.</param>
[GenerateSerializer, Immutable, Alias("TicketChange")]
public sealed record TicketChange(
    [property: Id(0)] TicketChanged What,
    [property: Id(1)] TicketDeed Done,
    [property: Id(2)] TicketFacts? Before = null,
    [property: Id(3)] TicketFacts? After = null,
    [property: Id(4)] TicketClock? Clock = null,
    [property: Id(5)] int Round = 0)
{
    /// <summary>Of 并案: the other ticket; else null.</summary>
    [Id(6)]
    public TicketId? Other { get; init; }

    /// <summary>Null: something else of the ticket tells of it.</summary>
    internal static TicketChange? Of(TicketView before, TicketView after, Recorded<TicketEvent> recorded)
    {
        var done = new TicketDeed(recorded.Actor, recorded.RecordedAt);
        return recorded.Event switch
        {
            TicketEvent.Reclassified => Corrected(TicketChanged.Classification),
            TicketEvent.Moved => Corrected(TicketChanged.Target),
            TicketEvent.Linked e => new(TicketChanged.Linked, done) { Other = e.Parent },
            TicketEvent.Adopted e => new(TicketChanged.Adopted, done) { Other = e.Child },
            TicketEvent.Reopened => new(TicketChanged.Reopened, done, Round: after.Round),
            TicketEvent.Resumed => new(TicketChanged.Resumed, done),
            TicketEvent.Urged => new(TicketChanged.Urged, done),
            TicketEvent.Taken => new(TicketChanged.Taken, done),
            TicketEvent.LetGo => new(TicketChanged.LetGo, done),
            TicketEvent.RanOut e => new(TicketChanged.RanOut, done, Clock: e.Clock),
            _ => null,
        };

        TicketChange Corrected(TicketChanged what) => new(what, done, TicketFacts.Of(before), TicketFacts.Of(after));
    }

    /// <summary>Whether the unit sees it that has the ticket: of nobody the other tickets, of the hotline not who had it in hand; and where a 举报 was once about is not said, for that may be the unit's own.</summary>
    internal bool IsForUnit(bool isReport) => What switch
    {
        TicketChanged.Linked or TicketChanged.Adopted or TicketChanged.Taken or TicketChanged.LetGo => false,
        TicketChanged.Target or TicketChanged.Classification => !isReport,
        _ => true,
    };
}

using Circle.Domain.Journal;
using Circle.Domain.Supervisions;
using Orleans;

namespace Circle.Domain.Tickets;

/// <summary>
/// 工单, as the program hears of it that handed it in: how far it is, whose it is and by when. Of nobody's words, and of nobody: neither who called nor who works on it.
/// </summary>
/// <param name="Category">As it stands now; so is what it is about.</param>
/// <param name="Updated">When it last went on; of a closed one when it was closed.</param>
/// <param name="Expected">By when its unit is to be done; null: that clock does not run.</param>
/// <param name="Unit">Null: none works on it.</param>
[GenerateSerializer, Immutable, Alias("FiledTicket")]
public sealed record FiledTicket(
    [property: Id(0)] TicketId Id,
    [property: Id(1)] TicketNumber Number,
    [property: Id(2)] TicketCategoryId Category,
    [property: Id(3)] TicketStage Stage,
    [property: Id(4)] TicketEnd? End,
    [property: Id(5)] DateTimeOffset Received,
    [property: Id(6)] DateTimeOffset Updated,
    [property: Id(7)] DateTimeOffset? Expected,
    [property: Id(8)] StreamId About,
    [property: Id(9)] AnsweringUnit? Unit)
{
    private const int BeginningLength = 16;

    /// <summary>Of one that is sent again it is the same.</summary>
    public static TicketId IdOf(Actor by, CommandId command) => TicketId.Of($"{BeginningOf(by)}-{CommandId.Derive("filed", by.Value, command.ToString()).Value:n}");

    /// <summary>How the ids of all begin that an account has filed, so that its own are found among many. Whose one is says the ticket itself.</summary>
    public static string BeginningOf(Actor by) => CommandId.Derive("filer", by.Value).Value.ToString("n")[..BeginningLength];

    /// <summary>Null: somebody else received it, or nobody is to hear of it.</summary>
    public static FiledTicket? Of(TicketView ticket, Actor by)
        => ticket is { Intake.Source: TicketSource.Api, IsReport: false } && ticket.Received.By == by
            ? new(
                ticket.Intake.Id, ticket.Number, ticket.Category, ticket.Stage, ticket.End, ticket.Received.At, UpdatedOf(ticket), ticket.Dues.Finish, ticket.About.Row, ticket.Unit)
            : null;

    private static DateTimeOffset UpdatedOf(TicketView ticket)
    {
        if (ticket.Ended is { } ended) return ended.At;
        var last = ticket.Ledger.Intervals[^1].From;
        foreach (var at in (ReadOnlySpan<DateTimeOffset?>)[ticket.Dispatch?.Contacted?.At, ticket.Calls.IsEmpty ? null : ticket.Calls[^1].Done.At])
        {
            if (at > last) last = at.Value;
        }

        return last;
    }
}

using Circle.Domain.Places;
using Circle.Domain.Tickets;
using Circle.Domain.Time;

namespace Circle.Domain.Alerts;

/// <summary>
/// 特急超时: a ticket about somebody's life or limb of which a clock ran out. No morning finds it: the ticket's own commit starts it, and it is told at any
/// hour, at the highest level, since nobody who hears of anything is spared this.
/// </summary>
public static class LifeSafetyRule
{
    /// <param name="district">Whose it is as long as no unit has it. One that is handed on is another unit's, and another alert.</param>
    public static Finding Of(TicketView ticket, PlaceId district)
    {
        var due = ticket.Late.Select(ticket.Dues.Of).OfType<DateTimeOffset>().DefaultIfEmpty(ticket.Dues.Next ?? ticket.Received.At).Min();
        return new Finding(
            new AlertKey(AlertRule.LifeSafety, ticket.Unit?.Place ?? district, ticket.Unit?.Line, ticket.Intake.Id.Value),
            new AlertFacts(AlertLevel.Missed, ticket.Number.ToString(), 1, 1, District.DateOf(due)));
    }
}

using System.Collections.Immutable;
using Circle.Domain.Tickets;
using Circle.Domain.Time;

namespace Circle.Domain.Alerts;

/// <summary>
/// 办件超时: tickets of which a clock of their unit's ran out. One alert a unit and line, with whoever answers there. What waits at the hotline, to be
/// dispatched or called back, is no unit's.
/// </summary>
public static class TicketRule
{
    /// <param name="tickets">Open ones that are dispatched, of any units; the others are passed over. A 举报 tells nobody below the district of itself.</param>
    /// <returns>At most one a unit and line.</returns>
    public static IEnumerable<Finding> Find(IEnumerable<TicketView> tickets, DateTimeOffset now)
        => from ticket in tickets
           where TicketView.AtUnit.Contains(ticket.Stage)
           let unit = ticket.Unit
           where unit is not null && !(ticket.IsReport && unit.Line is null)
           group ticket.Dues.Next by unit into dues
           let late = dues.Where(due => due <= now).OfType<DateTimeOffset>().ToImmutableArray()
           where !late.IsEmpty
           select new Finding(
               new AlertKey(AlertRule.Tickets, dues.Key.Place, dues.Key.Line, ""),
               new AlertFacts(AlertLevel.Notice, "", late.Length, dues.Count(), District.DateOf(late.Min())));
}

using Circle.Contracts.Tickets;
using Circle.Domain.Journal;
using Circle.Domain.Tickets;
using Circle.Web.Journal;

namespace Circle.Web.Tickets;

/// <summary>Where a page of tickets goes on: what its last one was sorted by, and its id.</summary>
internal static class TicketCursors
{
    /// <param name="at">Of <c>afterAt</c>; null: the last one had nothing to be sorted by.</param>
    /// <param name="id">Of <c>after</c>; null: from the first.</param>
    public static TicketCursor? Read(FaultList faults, string? at, string? id)
    {
        var (after, key) = (faults.Id<TicketId>("after", id), faults.Moment("afterAt", at));
        return after is { } last ? new TicketCursor(key, last) : null;
    }
}

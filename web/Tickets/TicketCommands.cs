using Circle.Contracts.Tickets;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Tickets;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Tickets;

/// <summary>How a command about a ticket that is there becomes an endpoint, the hotline's as a unit's.</summary>
internal static class TicketCommands
{
    public static void MapTicketCommand<TBody>(this RouteGroupBuilder tickets, string name, string summary, Permission needs, Func<TicketForm, TicketCommand> commandOf) where TBody : notnull
        => tickets.MapPost($"/{{id}}/{name}", async (HttpContext http, TicketDesk desk, IGrainFactory grains, string id)
            => TextId.TryParse<TicketId>(id, out var ticket) ? await desk.TellAsync(http, form => (grains.GetGrain<ITicketGrain>(ticket.Value), commandOf(form))) : Problems.NotFound(http))
            .WithSummary(summary).TakesCommand<TBody>().JudgedBySilo(needs);
}

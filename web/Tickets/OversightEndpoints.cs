using Circle.Contracts.Tickets;
using Circle.Domain.Accounts;
using Circle.Web.Rights;

namespace Circle.Web.Tickets;

/// <summary>督导台 of the hotline's supervisor 热线班长.</summary>
internal static class OversightEndpoints
{
    public static void MapOversight(this RouteGroupBuilder tickets)
        => tickets.MapGet("/oversight", async (IGrainFactory grains, TicketReading reading) => Results.Ok(await reading.ShowAsync(await grains.GetGrain<ITicketQueries>(0).Oversight())))
            .WithSummary("What waits, is overdue, goes to and fro or asks for something, and what each operator did today (督导): at most a hundred tickets of each kind.")
            .JudgedBySilo(Permission.Oversee).Produces<OversightShown>();
}

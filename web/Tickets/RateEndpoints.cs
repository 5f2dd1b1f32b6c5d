using Circle.Contracts.Tickets;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Tickets;

/// <summary>三率 by street and by lead unit.</summary>
internal static class RateEndpoints
{
    public static void MapRates(this RouteGroupBuilder tickets)
        => tickets.MapGet("/rates", RatesAsync).WithSummary("The three rates (三率: 响应率, 解决率, 满意率) of streets and lead units as counts, over months to now.").JudgedBySilo(Permission.Read).Produces<UnitRatesPage>();

    private static async Task<IResult> RatesAsync(HttpContext http, IGrainFactory grains, QueryNumber? months)
    {
        var faults = new FaultList();
        var count = (int)faults.Number("months", months, 1, UnitRatesPage.MostMonths, 3);
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<ITicketQueries>(0).Rates(count));
    }
}

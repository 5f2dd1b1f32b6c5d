using Circle.Contracts.Places;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Tickets;

/// <param name="Place">A street with its communities; of a lead unit the district.</param>
/// <param name="Line">Of a lead unit: the line that it leads.</param>
internal sealed record UnitRate(PlaceId Place, LineId? Line, UnitRates Rates);

/// <param name="Since">First day of the months that count.</param>
/// <param name="Units">Streets in their order, then lead units; who was sent nothing is left out.</param>
internal sealed record RatesShown(DateTimeOffset AsOf, DateOnly Since, IReadOnlyList<UnitRate> Units);

/// <summary>三率 by street and by lead unit, from what their regions hold.</summary>
internal static class RateEndpoints
{
    public const int MostMonths = 24;

    public static void MapRates(this RouteGroupBuilder tickets)
        => tickets.MapGet("/rates", RatesAsync).WithSummary("The three rates (三率: 响应率, 解决率, 满意率) of streets and lead units as counts, over months to now.").JudgedBySilo(Permission.Watch).Produces<RatesShown>();

    private static async Task<IResult> RatesAsync(HttpContext http, IGrainFactory grains, QueryNumber? months)
    {
        var faults = new FaultList();
        var count = (int)faults.Number("months", months, 1, MostMonths, 3);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        var places = await grains.GetGrain<IPlaceQueries>(0).List(null);
        if (places.FirstOrDefault(p => p.Kind == PlaceKind.District) is not { } district) return Problems.NotFound(http);
        var whole = await grains.GetGrain<IRegionGrain>(district.Id.Value).Tally();
        var today = District.DateOf(whole.AsOf);
        var since = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - count);
        var streets = places.Where(p => p.Kind == PlaceKind.Street && p.Parent == district.Id).ToArray();
        var tallies = await Task.WhenAll(streets.Select(s => grains.GetGrain<IRegionGrain>(s.Id.Value).Tally()));
        var lines = whole.Cells.Cells.Where(c => c.Key.Measure == TicketCells.Units && c.Key.Line != Domain.Alerts.AlertCells.None).Select(c => c.Key.Line).Distinct();
        IEnumerable<UnitRate> units =
        [
            .. streets.Zip(tallies, (street, tally) => new UnitRate(street.Id, null, UnitRates.Of(tally.Cells, null, since))),
            .. lines.Select(line => new UnitRate(district.Id, line, UnitRates.Of(whole.Cells, line, since))),
        ];
        return Results.Ok(new RatesShown(whole.AsOf, since, [.. units.Where(u => !u.Rates.IsNothing)]));
    }
}

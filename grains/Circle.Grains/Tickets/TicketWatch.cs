using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tickets;
using Circle.Grains.Lists;
using Circle.Grains.Places;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Tickets;

/// <summary>What a look at a place finds of its tickets: late ones, those about life-safety among them, and calls that pile up.</summary>
public sealed class TicketWatch(IListRows lists, IPlaceRows rows, ILogger<TicketWatch> log)
{
    /// <summary>Open tickets that are looked through. Of more than that the earliest due are, and the log says so.</summary>
    private const int MostOpen = 10_000;

    private static readonly ImmutableArray<string> AtUnit = [.. TicketView.AtUnit.Select(TicketView.WordOf)];

    private static readonly ImmutableArray<string> AtHotline = [TicketView.WordOf(TicketStage.Received), TicketView.WordOf(TicketStage.Answered)];

    /// <param name="place">Whose watch it is: a street, or the district, which also has what waits at the hotline.</param>
    /// <param name="watched">It and what is under it.</param>
    /// <param name="nameOf">Of a facility or point with its line; null: it is none of these places.</param>
    public async Task<ImmutableArray<Finding>> FindAsync(
        PlaceNode place, ImmutableArray<PlaceId> watched, Func<StreamId, (string Name, LineId? Line)?> nameOf, HotlineRules rules, DateTimeOffset now, DateOnly today, CancellationToken cancel)
    {
        var tickets = await OpenAsync(watched, AtUnit, cancel);
        var atHotline = place.Kind == PlaceKind.District ? await OpenAsync(null, AtHotline, cancel) : [];
        var calls = ImmutableArray.CreateBuilder<CallCounts>();
        foreach (var region in watched)
        {
            foreach (var row in await rows.OfRegionAsync(region, cancel))
            {
                if (row.Cells.Cells.Any(c => c.Key.Measure == TicketCells.Tickets) && CallsOf(row, nameOf) is { } counted) calls.Add(counted);
            }
        }

        return
        [
            .. TicketRule.Find(tickets, now),
            .. tickets.Concat(atHotline).Where(t => t.Urgency == Urgency.LifeSafety && !t.Late.IsEmpty).Select(t => LifeSafetyRule.Of(t, place.Id)),
            .. SpikeRule.Find(calls, rules, today),
        ];
    }

    private static CallCounts? CallsOf(PlaceRow row, Func<StreamId, (string Name, LineId? Line)?> nameOf)
        => row.Id.IsOf(Place.Kind) ? CallCounts.Of(row.Region, null, "", "", row.Cells)
            : (row.Id.IsOf(Facility.Kind) || row.Id.IsOf(ServicePoint.Kind)) && nameOf(row.Id) is { } of ? CallCounts.Of(row.Region, of.Line, row.Id.Id, of.Name, row.Cells)
            : null;

    private async Task<List<TicketView>> OpenAsync(ImmutableArray<PlaceId>? regions, ImmutableArray<string> stages, CancellationToken cancel)
    {
        var open = await lists.AllAsync(
            new ListQuery(Ticket.Kind, regions, null, stages, null, null, null, null, ListOrder.ByDue, null, IListRows.MaxLimit), MostOpen, cancel);
        if (open.Count >= MostOpen) log.LogWarning("More than {Most} tickets are open: those that are due last are not looked at", MostOpen);
        return open;
    }
}

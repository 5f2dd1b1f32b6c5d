using System.Collections.Immutable;
using Circle.Contracts.Supervisions;
using Circle.Domain.Alerts;
using Circle.Domain.Evidence;
using Circle.Domain.Places;
using Circle.Domain.Time;
using Circle.Grains.Alerts;
using Circle.Grains.Evidence;
using Circle.Grains.Facilities;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Orleans.Concurrency;

namespace Circle.Grains.Supervisions;

[StatelessWorker, Reentrant, GrainType("supervision-queries")]
public sealed class SupervisionQueries(ISupervisionRows rows, IAlertRows alerts, IFacilityRows facilities, Atlas atlas, BusinessClock clock) : Grain, ISupervisionQueries
{
    public async Task<SupervisionPage> List(SupervisionQuery query)
    {
        var (views, isMore) = await rows.OrdersAsync(
            query.Place is { } place ? atlas.Places.Under(place) ?? [] : null, query.Line, query.Stages, query.After, Math.Clamp(query.Limit, 1, SupervisionPage.MaxLimit));
        return new SupervisionPage(views, isMore ? views[^1].Order.Id : null);
    }

    public async Task<StreetSince> Since(SinceQuery query)
    {
        var places = atlas.Places.Under(query.Street) ?? [];
        var (orders, moreOrders) = await rows.OrdersAsync(places, query.Line, [], null, StreetSince.MostRead);
        var (matters, moreMatters) = await rows.MattersAsync(places, query.Line, [], null, StreetSince.MostRead);
        var (found, moreAlerts) = await alerts.ReadAsync(places, query.Line, [AlertView.Open, AlertView.Over, AlertView.Dismissed], StreetSince.MostRead, CancellationToken.None);
        var (lines, moreLines) = await LinesAsync(query, places);
        return new StreetSince(
            query.Street,
            query.Since,
            lines,
            [.. orders.Where(o => o.End is null || o.ChangedAt >= query.Since)],
            [.. matters.Where(m => m.End is null || m.ChangedAt >= query.Since)],
            [.. found.Where(a => a.Ended is null && a.RaisedAt >= query.Since).OrderBy(a => a.RaisedAt)],
            [.. found.Where(a => a.Ended is { } ended && ended.EndedAt >= query.Since).OrderBy(a => a.Ended!.EndedAt)],
            moreOrders || moreMatters || moreAlerts || moreLines);
    }

    private async Task<(ImmutableArray<LineSince> Lines, bool IsTruncated)> LinesAsync(SinceQuery query, ImmutableArray<PlaceId> places)
    {
        if (atlas.Plan is not { } plan || places.IsEmpty) return ([], false);
        var (read, isTruncated) = await EvidenceReading.FacilitiesAsync(facilities, places, null, CancellationToken.None);
        var ledgers = UnitLedgers.Of(plan, atlas.Places, query.Street, read.Select(f => (f.View.Place, f.Cells)));
        var (then, today) = (District.DateOf(query.Since), clock.Today);
        var lines = from line in plan.Document.Lines
                    where query.Line is null || line.Id == query.Line
                    let before = ledgers.StandingOf(line, then)
                    let now = ledgers.StandingOf(line, today)
                    where before.Owed > 0 || now.Owed > 0
                    select new LineSince(line.Id, before.Owed, now.Owed, now.DaysOverdue);
        return ([.. lines], isTruncated);
    }
}

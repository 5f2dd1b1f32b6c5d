using System.Collections.Immutable;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Orleans.Concurrency;

namespace Circle.Grains.ServicePoints;

[StatelessWorker, Reentrant, GrainType("point-queries")]
public sealed class ServicePointQueries(IServicePointRows rows, Atlas atlas, BusinessClock clock, WorkCalendar calendar) : Grain, IServicePointQueries
{
    public async Task<ServicePointPage> List(ServicePointQuery query)
    {
        var (limit, now, rules) = (Math.Clamp(query.Limit, 1, 200), clock.Now, atlas.Plan?.Document.Directory);
        var filter = new ServicePointFilter(
            atlas.Places.Under(query.Place), LineOf(query.Line), query.Kind, query.State, query.Registration, query.Text, query.IsDue, DueDays.Of(rules, District.DateOf(now)), query.After, limit);
        var found = await rows.ListAsync(filter, CancellationToken.None);

        // A first page that is not full is all of it.
        int? total = query.After is not null ? null : found.Length < limit ? found.Length : await rows.TotalAsync(filter, CancellationToken.None);
        var items = found.Select(row => PointNow.Of(ServicePointReading.Read(row.View), rules, calendar, now)).ToImmutableArray();
        return new ServicePointPage(items, items.Length == limit ? new PointCursor(found[^1].Order, items[^1].Point.Id).ToString() : null, total);
    }

    public Task<ImmutableArray<PointCount>> Count(PointScope scope)
        => rows.CountAsync(atlas.Places.Under(scope.Place), LineOf(scope.Line), DueDays.Of(atlas.Plan?.Document.Directory, District.DateOf(clock.Now)), CancellationToken.None);

    public async Task<SpacingPage> Spacing(SpacingQuery query)
    {
        if (atlas.Plan?.Document.Directory is not { } rules) return SpacingPage.Empty;
        ImmutableArray<PointKindId> kinds = [.. rules.Spacing.Select(s => s.Kind).Where(kind => query.Line is not { } line || rules.Find(kind)?.Line == line)];
        if (kinds.IsEmpty) return SpacingPage.Empty;

        // The nearest of a point may stand in another street: all of its kind are read, whatever place is asked for.
        var read = await rows.OfAsync(null, kinds, CancellationToken.None);
        var found = Domain.ServicePoints.Spacing.Of(rules, read.Select(ServicePointReading.Read), read.Length < IServicePointRows.MostAtOnce);
        var places = atlas.Places.Under(query.Place)?.ToHashSet();
        return SpacingPage.Of([.. found.Where(f => places?.Contains(f.Place) ?? true)], query.After, query.Limit);
    }

    public async Task<ImmutableArray<PointNow>> Reviewed(PointScope scope)
    {
        var found = await rows.ReviewedAsync(atlas.Places.Under(scope.Place), LineOf(scope.Line), IServicePointQueries.MostReviewed, CancellationToken.None);
        return [.. found.Select(view => PointNow.Of(ServicePointReading.Read(view), atlas.Plan?.Document.Directory, calendar, clock.Now))];
    }

    private LineKinds? LineOf(LineId? line) => line is { } asked ? LineKinds.Of(asked, atlas.Plan?.Document.Directory) : null;
}

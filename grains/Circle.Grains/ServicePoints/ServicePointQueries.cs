using System.Collections.Immutable;
using Circle.Contracts.ServicePoints;
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
            atlas.Places.Under(query.Place), query.Line, query.Kind, query.State, query.Registration, query.Text, query.IsDue, DueDays.Of(rules, District.DateOf(now)), query.After, limit);
        var found = await rows.ListAsync(filter, CancellationToken.None);

        // A first page that is not full is all of it.
        int? total = query.After is not null ? null : found.Length < limit ? found.Length : await rows.TotalAsync(filter, CancellationToken.None);
        var items = found.Select(row => PointNow.Of(ServicePointReading.Read(row.View), rules, calendar, now)).ToImmutableArray();
        return new ServicePointPage(items, items.Length == limit ? new PointCursor(found[^1].Order, items[^1].Point.Id).ToString() : null, total);
    }

    public Task<ImmutableArray<PointCount>> Count(PointScope scope)
        => rows.CountAsync(atlas.Places.Under(scope.Place), scope.Line, DueDays.Of(atlas.Plan?.Document.Directory, District.DateOf(clock.Now)), CancellationToken.None);

    public async Task<ImmutableArray<SpacingFinding>> Spacing(PointScope scope)
    {
        if (atlas.Plan?.Document.Directory is not { Spacing: { IsEmpty: false } spacing } rules) return [];
        var read = await rows.OfAsync(null, [.. spacing.Select(s => s.Kind)], CancellationToken.None);
        var all = read.Select(ServicePointReading.Read);
        var places = atlas.Places.Under(scope.Place)?.ToHashSet();
        return [.. Domain.ServicePoints.Spacing.Of(rules, all, read.Length < IServicePointRows.MostAtOnce).Where(f => (places?.Contains(f.Place) ?? true) && (scope.Line is not { } line || rules.Find(f.Kind)?.Line == line))];
    }
}

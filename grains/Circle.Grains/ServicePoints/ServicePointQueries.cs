using System.Text.Json;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Journal;
using Circle.Domain.ServicePoints;
using Circle.Grains.Plans;
using Orleans.Concurrency;

namespace Circle.Grains.ServicePoints;

[StatelessWorker, Reentrant, GrainType("point-queries")]
public sealed class ServicePointQueries(IServicePointRows rows, Atlas atlas) : Grain, IServicePointQueries
{
    public async Task<ServicePointPage> List(ServicePointQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, 200);
        var found = await rows.ListAsync(
            new ServicePointFilter(
                query.Place is { } place ? [.. atlas.Places.Subtree(place).Select(p => p.Id)] : null, query.Line, query.Kind, query.State, query.Registration, query.After, limit),
            CancellationToken.None);
        var items = found.Select(view => JsonSerializer.Deserialize<ServicePointView>(view, JournalJson.Options)!).ToArray();
        return new ServicePointPage([.. items], items.Length == limit ? items[^1].Id : null);
    }
}

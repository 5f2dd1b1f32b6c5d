using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.LivingCircles;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Grains.Plans;
using Orleans.Concurrency;

namespace Circle.Grains.LivingCircles;

[StatelessWorker, Reentrant, GrainType("circle-queries")]
public sealed class LivingCircleQueries(ILivingCircleRows rows, Atlas atlas) : Grain, ILivingCircleQueries
{
    public async Task<ImmutableArray<LivingCircleView>> List(LivingCircleQuery query)
    {
        var places = atlas.Places;
        if ((query.Place ?? places.Root?.Id) is not { } top) return [];
        ImmutableArray<PlaceId> communities = [.. places.Subtree(top).Where(p => p.Kind == PlaceKind.Community && !places.IsMerged(p.Id)).Select(p => p.Id).OrderBy(id => id.Value, StringComparer.Ordinal)];
        var known = (await rows.ListAsync(communities, CancellationToken.None))
            .Select(view => JsonSerializer.Deserialize<LivingCircleView>(view, JournalJson.Options)!)
            .Select(view => query.Line is { } line ? view with { Kinds = [.. view.Kinds.Where(k => k.Line == line)] } : view)
            .ToDictionary(view => view.Community);
        var borders = await rows.BordersAsync(places, CancellationToken.None);
        return [.. communities.Select(community => (known.GetValueOrDefault(community) ?? LivingCircleView.Unknown(community)) with { Neighbours = borders.NeighboursOf(community) })];
    }
}

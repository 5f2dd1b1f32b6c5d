using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.Places;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Plans;
using Orleans.Concurrency;

namespace Circle.Grains.Places;

[StatelessWorker, Reentrant, GrainType("place-queries")]
public sealed class PlaceQueries(IPlaceRows rows, Atlas atlas) : Grain, IPlaceQueries
{
    public Task<PlaceId?> Find(PlaceId? place)
        => Task.FromResult(place is { } asked ? atlas.Places.Find(asked)?.Id : atlas.Places.Root?.Id);

    public async Task<ImmutableArray<PlaceView>> List(PlaceId? under)
    {
        var within = atlas.Places.Under(under)?.ToHashSet();
        return
        [
            .. (await rows.PlacesAsync(CancellationToken.None))
                .Select(h => JsonSerializer.Deserialize<PlaceView>(h.Head.View, JournalJson.Options)!)
                .Where(p => within is null || within.Contains(p.Id)),
        ];
    }
}

using Circle.Contracts.Places;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Search;
using Circle.Grains.Journal;

namespace Circle.Grains.Places;

[GrainType("place")]
public sealed class PlaceGrain(AggregateServices services) : AggregateGrain<Place, PlaceState, PlaceCommand, PlaceEvent>(services), IPlaceGrain
{
    public Task<PlaceView?> View() => Task.FromResult(Committed.State.Draft is null ? null : Place.ViewOf(Committed.State));

    public async Task<PlaceDraft?> Basis(long version) => (await AtAsync(version)).Draft;

    protected override void OnCommitted(PlaceRow? own)
    {
        if (own is null) return;
        var place = Committed.State.Draft!;
        Services.Atlas.Know([(own.Revision, new PlaceNode(place.Id, place.Kind, place.Name, place.Parent))]);
        Services.Search.Know(own, Searchable.Of(place));
    }
}

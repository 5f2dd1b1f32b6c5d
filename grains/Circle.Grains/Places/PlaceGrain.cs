using Circle.Contracts.Places;
using Circle.Domain.Places;
using Circle.Grains.Journal;

namespace Circle.Grains.Places;

[GrainType("place")]
public sealed class PlaceGrain(AggregateServices services) : AggregateGrain<Place, PlaceState, PlaceCommand, PlaceEvent>(services), IPlaceGrain
{
    protected override void OnCommitted()
    {
        var place = Committed.State.Draft!;
        Services.Atlas.Know([(Committed.Version, new PlaceNode(place.Id, place.Kind, place.Name, place.Parent))]);
    }
}

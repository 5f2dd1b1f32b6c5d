using Circle.Contracts.Facilities;
using Circle.Domain.Facilities;
using Circle.Grains.Journal;

namespace Circle.Grains.Facilities;

[GrainType("facility")]
public sealed class FacilityGrain(AggregateServices services)
    : AggregateGrain<Facility, FacilityState, FacilityCommand, FacilityEvent>(services), IFacilityGrain
{
    public Task<FacilityView?> View() => Task.FromResult(Committed.State.Draft is null ? null : FacilityView.Of(Committed.State));
}

using System.Collections.Immutable;
using Circle.Contracts.Search;
using Circle.Domain.Search;
using Circle.Grains.Journal;

namespace Circle.Grains.Search;

/// <summary>One for the whole district.</summary>
[GrainType("unmet")]
public sealed class UnmetDemandGrain(AggregateServices services) : AggregateGrain<UnmetDemand, UnmetState, UnmetCommand, UnmetEvent>(services), IUnmetDemandGrain
{
    public Task<ImmutableArray<UnmetEntry>> View(UnmetQuery query)
        => Task.FromResult(
            query.Place is null || query.Place == Services.Atlas.Places.Root?.Id
                ? Committed.State.Entries
                : Committed.State.Entries.Where(e => e.Street == query.Place).ToImmutableArray());
}

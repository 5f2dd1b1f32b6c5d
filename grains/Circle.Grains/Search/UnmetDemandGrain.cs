using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Search;
using Circle.Domain.Accounts;
using Circle.Domain.Search;
using Circle.Grains.Journal;

namespace Circle.Grains.Search;

/// <summary>One for the whole district, and for whoever keeps the directory of all of it.</summary>
[GrainType("unmet")]
public sealed class UnmetDemandGrain(AggregateServices services)
    : AggregateGrain<UnmetDemand, UnmetState, UnmetCommand, UnmetEvent>(services), IUnmetDemandGrain, IConcerns
{
    public Subject Subject => Subject.District;

    public Task<ImmutableArray<UnmetEntry>> View() => Task.FromResult(Committed.State.Entries);
}

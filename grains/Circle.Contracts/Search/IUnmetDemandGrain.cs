using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Domain.Search;
using Orleans.Concurrency;

namespace Circle.Contracts.Search;

/// <summary>未满足的需求; the key is <see cref="UnmetDemand.Key"/>.</summary>
[Alias("IUnmetDemandGrain")]
public interface IUnmetDemandGrain : ICommandGrain<UnmetCommand>
{
    /// <summary>As committed, at most <see cref="UnmetDemand.MostEntries"/>, the most recent first.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Keep)]
    Task<ImmutableArray<UnmetEntry>> View(UnmetQuery query);
}

/// <param name="Place">A street: what was asked about it. Null: all.</param>
[GenerateSerializer, Immutable, Alias("UnmetQuery")]
public sealed record UnmetQuery([property: Id(0)] PlaceId? Place) : IConcerns
{
    Subject IConcerns.Subject => new(Place);
}

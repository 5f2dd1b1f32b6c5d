using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Search;
using Orleans.Concurrency;

namespace Circle.Contracts.Search;

/// <summary>未满足的需求; the key is <see cref="UnmetDemand.Key"/>.</summary>
[Alias("IUnmetDemandGrain")]
public interface IUnmetDemandGrain : ICommandGrain<UnmetCommand>
{
    /// <summary>As committed, at most <see cref="UnmetDemand.MostEntries"/>, the most recent first.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Keep)]
    Task<ImmutableArray<UnmetEntry>> View();
}

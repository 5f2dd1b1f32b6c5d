using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Orleans.Concurrency;

namespace Circle.Grains.Accounts;

/// <summary>Holds nothing: whoever asks of an account that loads slowly keeps nobody else waiting.</summary>
[GrainType("rights"), StatelessWorker, Reentrant]
public sealed class RightsGrain(RightsBook book) : Grain, IRightsGrain
{
    public async Task<Refusal?> Missing(Need need) => await book.MissingAsync(Caller.Current, need);
}

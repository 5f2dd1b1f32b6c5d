using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Orleans.Concurrency;

namespace Circle.Grains.Accounts;

/// <summary>Holds nothing, as <see cref="RightsGrain"/>.</summary>
[GrainType("account-queries"), StatelessWorker, Reentrant]
public sealed class AccountQueries(RightsBook book) : Grain, IAccountQueries
{
    public async Task<ImmutableArray<AccountView>> Views(ImmutableArray<AccountId> accounts)
    {
        var caller = Caller.Current;
        var views = await Task.WhenAll(accounts.Take(IAccountQueries.MaxAsked).Select(a => GrainFactory.GetGrain<IAccountGrain>(a.Value).View()));
        var theirs = ImmutableArray.CreateBuilder<AccountView>(views.Length);
        foreach (var view in views)
        {
            if (view is not null && await book.MissingAsync(caller, Account.NeedFor(view.Grants)) is null) theirs.Add(view);
        }

        return theirs.ToImmutable();
    }
}

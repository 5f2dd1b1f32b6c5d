using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Grains.Journal;

namespace Circle.Grains.Accounts;

[GrainType("account")]
public sealed class AccountGrain(AggregateServices services, RightsBook book)
    : AggregateGrain<Account, AccountState, AccountCommand, AccountEvent>(services), IAccountGrain
{
    public Task<AccountView?> View()
        => Task.FromResult(Committed.State is { Id: { } id } state ? new AccountView(id, state.Grants, state.Reason) : null);

    public Task<ImmutableArray<Grant>> Grants() => Task.FromResult(Committed.State.InForce);

    protected override void OnCommitted(PlaceRow? own)
    {
        if (Committed.State.Id is { } id) book.Forget(id.Actor);
    }
}

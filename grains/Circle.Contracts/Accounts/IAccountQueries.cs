using System.Collections.Immutable;
using Circle.Domain.Accounts;

namespace Circle.Contracts.Accounts;

/// <summary>Accounts together. Key 0.</summary>
[Alias("IAccountQueries")]
public interface IAccountQueries : IGrainWithIntegerKey
{
    /// <summary>Asked for at once, at most.</summary>
    const int MaxAsked = 200;

    /// <summary>Those of these that there are and that the caller may change, in their order; of others nothing, not even that they exist.</summary>
    /// <param name="accounts">At most <see cref="MaxAsked"/>; the rest is not looked at.</param>
    [Alias("Views"), Needs(Permission.Invite)]
    Task<ImmutableArray<AccountView>> Views(ImmutableArray<AccountId> accounts);
}

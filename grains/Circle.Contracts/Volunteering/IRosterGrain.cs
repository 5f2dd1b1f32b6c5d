using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Volunteering;
using Orleans.Concurrency;

namespace Circle.Contracts.Volunteering;

/// <summary>队伍名册; the key is the team's facility.</summary>
[Alias("IRosterGrain")]
public interface IRosterGrain : ICommandGrain<RosterCommand>
{
    /// <summary>Who is in the team, and was.</summary>
    [Alias("Members"), AlwaysInterleave, Needs(Permission.Log)]
    Task<ImmutableArray<RosterMember>> Members();
}

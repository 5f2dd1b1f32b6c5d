using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Orleans.Concurrency;

namespace Circle.Contracts.Accounts;

/// <summary>账号; the key is its id.</summary>
[Alias("IAccountGrain")]
public interface IAccountGrain : ICommandGrain<AccountCommand>
{
    /// <summary>As committed; null when it was never opened.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Administer)]
    Task<AccountView?> View();

    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Administer)]
    Task<HistoryPage> History(long after, int limit);

    /// <summary>What it may do now: nothing when it is disabled or was never opened. For silos and for its own sign-in.</summary>
    [Alias("Grants"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<ImmutableArray<Grant>> Grants();
}

/// <param name="Disabled">Why it is disabled; null while it is not.</param>
[GenerateSerializer, Immutable, Alias("AccountView")]
public sealed record AccountView([property: Id(0)] AccountId Id, [property: Id(1)] ImmutableArray<Grant> Grants, [property: Id(2)] string? Disabled);

using Circle.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>What colleagues call an account; the journal knows its id alone.</summary>
internal sealed class PersonNames(IDbContextFactory<Credentials> credentials)
{
    /// <summary>Asked for at once, at most.</summary>
    public const int MaxAsked = 200;

    /// <summary>Those that there are.</summary>
    public async Task<IReadOnlyDictionary<AccountId, string>> OfAsync(IEnumerable<AccountId> accounts)
    {
        var ids = accounts.Select(a => a.Value).Distinct().Take(MaxAsked).ToList();
        if (ids.Count == 0) return new Dictionary<AccountId, string>();
        await using var db = await credentials.CreateDbContextAsync();
        return await db.Users.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => AccountId.Of(p.Id), p => p.DisplayName);
    }
}

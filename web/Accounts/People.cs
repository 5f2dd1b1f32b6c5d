using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>人员: rows of the credentials beside what the journal says of their accounts. Which of them a caller sees the silos decide.</summary>
internal sealed class People(IDbContextFactory<Credentials> credentials, IGrainFactory grains, TimeProvider real)
{
    public const int MaxLimit = 200;

    /// <summary>Looked through for one page, at most.</summary>
    private const int MostLooked = 2_000;

    /// <summary>The account, where the caller may change it.</summary>
    public async Task<AccountView?> SeenAsync(string id)
        => TextId.TryParse<AccountId>(id, out var account) ? (await grains.GetGrain<IAccountQueries>(0).Views([account])).FirstOrDefault() : null;

    public async Task<PersonView?> FindAsync(string id)
    {
        if (await SeenAsync(id) is not { } account) return null;
        await using var db = await credentials.CreateDbContextAsync();
        var row = await db.Users.AsNoTracking().FirstOrDefaultAsync(p => p.Id == account.Id.Value);
        return row is null ? null : (await WholeAsync(db, [(row, account)]))[0];
    }

    /// <summary>In the order of user names.</summary>
    /// <param name="text">In the display name or the user name; null: any.</param>
    /// <param name="role">Among the grants; null: any.</param>
    /// <param name="after">An account, which tells nothing of whoever it is; null: from the beginning.</param>
    public async Task<PeoplePage> ListAsync(string? text, Role? role, AccountId? after, int limit)
    {
        var found = new List<(Person, AccountView)>();
        await using var db = await credentials.CreateDbContextAsync();
        var last = after is { Value: var id } ? await db.Users.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) : null;
        for (var looked = 0; looked < MostLooked; looked += IAccountQueries.MaxAsked)
        {
            var rows = await RowsAsync(db, text, last?.NormalizedUserName);
            var accounts = rows.Count == 0 ? [] : (await grains.GetGrain<IAccountQueries>(0).Views([.. rows.Select(r => AccountId.Of(r.Id))])).ToDictionary(a => a.Id.Value, StringComparer.Ordinal);
            foreach (var row in rows)
            {
                if (found.Count == limit) return new PeoplePage(await WholeAsync(db, found), last?.Id);
                last = row;
                if (accounts.TryGetValue(row.Id, out var account) && (role is null || account.Grants.Any(g => g.Role == role))) found.Add((row, account));
            }

            if (rows.Count < IAccountQueries.MaxAsked) return new PeoplePage(await WholeAsync(db, found), null);
        }

        return new PeoplePage(await WholeAsync(db, found), last?.Id);
    }

    private static Task<List<Person>> RowsAsync(Credentials db, string? text, string? after)
    {
        var people = db.Users.AsNoTracking();
        if (after is not null) people = people.Where(p => string.Compare(p.NormalizedUserName, after) > 0);
        if (text is { Length: > 0 })
        {
            var upper = text.ToUpperInvariant();
            people = people.Where(p => p.DisplayName.Contains(text) || p.NormalizedUserName!.Contains(upper));
        }

        return people.OrderBy(p => p.NormalizedUserName).Take(IAccountQueries.MaxAsked).ToListAsync();
    }

    private async Task<IReadOnlyList<PersonView>> WholeAsync(Credentials db, List<(Person Row, AccountView Account)> found)
    {
        if (found.Count == 0) return [];
        var ids = found.Select(f => f.Row.Id).ToList();
        var (now, unused) = (real.GetUtcNow().ToUnixTimeMilliseconds(), (real.GetUtcNow() - Accounts.Sessions.Idle).ToUnixTimeMilliseconds());
        var sessions = await db.Sessions.Where(s => ids.Contains(s.PersonId) && s.Ends > now && (s.Phone != null || s.Seen > unused)).GroupBy(s => s.PersonId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var passkeys = (await db.UserPasskeys.Where(p => ids.Contains(p.UserId)).Select(p => p.UserId).Distinct().ToListAsync()).ToHashSet();
        var invited = await db.Invitations.Where(i => ids.Contains(i.PersonId) && i.Ends > now).GroupBy(i => i.PersonId).Select(g => new { g.Key, Ends = g.Max(i => i.Ends) }).ToDictionaryAsync(g => g.Key, g => g.Ends);
        var keys = await db.ServiceKeys.Where(k => ids.Contains(k.PersonId) && k.Ends > now).GroupBy(k => k.PersonId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return [.. found.Select(f => new PersonView(
            f.Account.Id,
            f.Row.UserName ?? "",
            f.Row.DisplayName,
            Account.HolderOf(f.Account.Grants),
            f.Account.Grants,
            f.Account.Disabled,
            f.Row.PasswordHash is not null,
            f.Row.TwoFactorEnabled,
            passkeys.Contains(f.Row.Id),
            f.Row.Seen is { } seen ? DateTimeOffset.FromUnixTimeMilliseconds(seen) : null,
            sessions.GetValueOrDefault(f.Row.Id),
            invited.TryGetValue(f.Row.Id, out var ends) ? DateTimeOffset.FromUnixTimeMilliseconds(ends) : null,
            keys.GetValueOrDefault(f.Row.Id)))];
    }
}

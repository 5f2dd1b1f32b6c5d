using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Accounts;
using Circle.Web.Hosting;
using Circle.Web.Subjects;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Tickets;

/// <param name="Version">Milliseconds of UTC since 1970, of its last change: greater with every one.</param>
/// <param name="Data">JSON as UTF-8; null: it does not open.</param>
internal sealed record Draft(DraftId Id, long Version, byte[]? Data);

/// <param name="Stands">What stands now; null: there is none.</param>
/// <param name="Refusal">Null: that is what was put.</param>
internal sealed record DraftPut(Draft? Stands, Refusal? Refusal);

/// <summary>草稿 of calls, each account's own.</summary>
internal sealed class DraftStore(IDbContextFactory<Credentials> credentials, IDataProtectionProvider protection, TimeProvider real)
{
    /// <summary>Of an account.</summary>
    public const int Most = 20;

    /// <summary>Of one, as UTF-8.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>After its last change.</summary>
    public const int KeepDays = 7;

    private const string Whole = "data";

    /// <summary>Of several that change the same at once, the later see what stands.</summary>
    private const int MostTries = 3;

    private static readonly Refusal Full = Refusal.NotNow(
        "too-many-drafts", $"草稿最多 {Most} 份，请先提交或删除一份", $"there are at most {Most} drafts: submit or remove one first");

    private readonly RowCipher cipher = new(protection, "call-drafts/v1");

    private long Now => real.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Newest first.</summary>
    public async Task<List<Draft>> ListAsync(AccountId account)
    {
        await using var db = await credentials.CreateDbContextAsync();
        var rows = await db.CallDrafts.AsNoTracking().Where(d => d.Account == account.Value).OrderByDescending(d => d.Changed).ToListAsync();
        return [.. rows.Select(Open)];
    }

    /// <summary>On the disk when it returns. What stands already is fine, whatever was seen.</summary>
    /// <param name="seen">The version that it was made from; null: it is new.</param>
    /// <param name="data">At most <see cref="MaxBytes"/>.</param>
    public async Task<DraftPut> PutAsync(AccountId account, DraftId id, long? seen, byte[] data)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = await credentials.CreateDbContextAsync();
            var there = await db.CallDrafts.AsNoTracking().FirstOrDefaultAsync(d => d.Account == account.Value && d.Id == id.Value);
            var stands = there is null ? null : Open(there);
            if (stands?.Data is { } same && same.AsSpan().SequenceEqual(data)) return new DraftPut(stands, null);
            if (stands?.Version != seen || tries > MostTries) return new DraftPut(stands, Refusal.ChangedMeanwhile);
            try
            {
                if (there is null) return await AddAsync(db, Row(account, id, data, Now));
                if (await ChangeAsync(db, Row(account, id, data, Math.Max(Now, there.Changed + 1)), there.Changed) is { } put) return put;
            }
            catch (DbUpdateException e) when (CredentialStore.IsClash(e))
            {
                // As said of several.
            }
        }
    }

    /// <returns>False: there is none.</returns>
    public async Task<bool> RemoveAsync(AccountId account, DraftId id)
    {
        await using var db = await credentials.CreateDbContextAsync();
        return await ForGood.DeleteAsync(
            db, () => db.CallDrafts.Where(d => d.Account == account.Value && d.Id == id.Value).ExecuteDeleteAsync(), isSettled: false, CancellationToken.None) > 0;
    }

    /// <summary>Those that nobody changed for so long.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var old = real.GetUtcNow().AddDays(-KeepDays).ToUnixTimeMilliseconds();
        await using var db = await credentials.CreateDbContextAsync(cancel);
        if (!await db.CallDrafts.AnyAsync(d => d.Changed <= old, cancel)) return 0;
        return await ForGood.DeleteAsync(db, () => db.CallDrafts.Where(d => d.Changed <= old).ExecuteDeleteAsync(cancel), isSettled: true, cancel);
    }

    private async Task<DraftPut> AddAsync(Credentials db, CallDraft row)
    {
        db.Add(row);
        await db.SaveChangesAsync();

        // Counted with it, so that of two that come together neither goes past the limit.
        if (await db.CallDrafts.CountAsync(d => d.Account == row.Account) <= Most) return new DraftPut(Open(row), null);
        await db.CallDrafts.Where(d => d.Account == row.Account && d.Id == row.Id && d.Changed == row.Changed).ExecuteDeleteAsync();
        return new DraftPut(null, Full);
    }

    /// <returns>Null: somebody else was first.</returns>
    private async Task<DraftPut?> ChangeAsync(Credentials db, CallDraft row, long seen)
        => await db.CallDrafts.Where(d => d.Account == row.Account && d.Id == row.Id && d.Changed == seen).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.Key, row.Key).SetProperty(d => d.Data, row.Data).SetProperty(d => d.Changed, row.Changed)) > 0
            ? new DraftPut(Open(row), null)
            : null;

    private CallDraft Row(AccountId account, DraftId id, byte[] data, long changed)
    {
        var (key, made) = cipher.SealNew(Belonging(account.Value, id.Value), Whole, data);
        return new CallDraft { Account = account.Value, Id = id.Value, Key = key, Data = made, Changed = changed };
    }

    private Draft Open(CallDraft row) => new(DraftId.Of(row.Id), row.Changed, cipher.Open(row.Key, Belonging(row.Account, row.Id), Whole, row.Data));

    /// <summary>No id has a slash.</summary>
    private static string Belonging(string account, string id) => $"{account}/{id}";
}

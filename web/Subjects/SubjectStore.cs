using System.Security.Cryptography;
using Circle.Domain.Accounts;
using Circle.Domain.Subjects;
using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Subjects;

/// <summary>The rows. Who may ask for them is decided elsewhere.</summary>
internal sealed class SubjectStore(IDbContextFactory<Credentials> credentials, SubjectCipher cipher, PhoneIndexes phones, TimeProvider real)
{
    public const int MaxLimit = 200;

    /// <summary>Found by one phone: of three kinds, and of several accounts that share it.</summary>
    public const int MostFound = 20;

    /// <summary>Of two that record the same at once, the later finds the earlier's.</summary>
    private const int MostTries = 3;

    private long Now => real.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The same phone, kind and account again is the same subject: its use is renewed, and what was missing is filled.</summary>
    /// <param name="account">A volunteer's; null: none is known.</param>
    /// <param name="isAnyones">False: only a row of this very account is the same.</param>
    /// <exception cref="CryptographicException">See <see cref="PhoneIndexes"/>.</exception>
    public async Task<(SubjectRow Row, bool IsNew)> RecordAsync(SubjectKind kind, PersonalData data, AccountId? account, bool isAnyones = true)
    {
        var index = data.Phone is { } number ? await phones.OfAsync(number) : null;
        for (var tries = 1; ; tries++)
        {
            await using var db = await credentials.CreateDbContextAsync();
            try
            {
                if (await SameAsync(db, kind, index, account?.Value, isAnyones) is { } same) return (await FillAsync(db, same, data, index, account), false);
                return (await AddAsync(db, Row(kind, data, index, account, Now, Now)), true);
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                // As said of two that come at once.
            }
        }
    }

    /// <summary>One with a past, for a demonstration.</summary>
    /// <param name="id">By which events name them already; null: a new one.</param>
    public async Task<SubjectRow> AddAsync(SubjectKind kind, PersonalData data, AccountId? account, DateTimeOffset recorded, DateTimeOffset used, SubjectId? id = null)
    {
        var index = data.Phone is { } number ? await phones.OfAsync(number) : null;
        await using var db = await credentials.CreateDbContextAsync();
        var row = Row(kind, data, index, account, recorded.ToUnixTimeMilliseconds(), used.ToUnixTimeMilliseconds(), id);
        return await AddAsync(db, row);
    }

    public async Task<SubjectRow?> FindAsync(SubjectId id)
    {
        await using var db = await credentials.CreateDbContextAsync();
        return await db.Subjects.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id.Value);
    }

    /// <summary>Somebody has this id, or had it and was erased.</summary>
    public async Task<bool> IsKnownAsync(SubjectId id)
    {
        await using var db = await credentials.CreateDbContextAsync();
        return await db.Subjects.AnyAsync(s => s.Id == id.Value) || await db.Erasures.AnyAsync(e => e.Subject == id.Value);
    }

    /// <summary>Those that are there, in any order.</summary>
    public async Task<List<SubjectRow>> FindAsync(IReadOnlyCollection<SubjectId> subjects)
    {
        var ids = subjects.Select(s => s.Value).ToList();
        await using var db = await credentials.CreateDbContextAsync();
        return await db.Subjects.AsNoTracking().Where(s => ids.Contains(s.Id)).ToListAsync();
    }

    /// <summary>Newest first.</summary>
    /// <param name="accounts">Theirs alone; null: everybody's.</param>
    /// <param name="after">Null: from the newest.</param>
    public async Task<List<SubjectRow>> PageAsync(SubjectKind? kind, IReadOnlyCollection<string>? accounts, SubjectId? after, int count)
    {
        await using var db = await credentials.CreateDbContextAsync();
        var rows = Of(db, accounts);
        if (kind is { } one) rows = rows.Where(s => s.Kind == one);
        if (after is { Value: var last }) rows = rows.Where(s => string.Compare(s.Id, last) < 0);
        return await rows.OrderByDescending(s => s.Id).Take(count).ToListAsync();
    }

    /// <inheritdoc cref="PageAsync"/>
    /// <param name="number">In its one form.</param>
    public async Task<List<SubjectRow>> SearchAsync(string number, IReadOnlyCollection<string>? accounts)
    {
        var index = await phones.OfAsync(number);
        await using var db = await credentials.CreateDbContextAsync();
        return await Of(db, accounts).Where(s => s.PhoneIndex == index).OrderByDescending(s => s.Id).Take(MostFound).ToListAsync();
    }

    public async Task UseAsync(IReadOnlyCollection<string> ids)
    {
        var now = Now;
        await using var db = await credentials.CreateDbContextAsync();
        await db.Subjects.Where(s => ids.Contains(s.Id) && s.Used < now).ExecuteUpdateAsync(set => set.SetProperty(s => s.Used, now));
    }

    /// <summary>Takes back somebody who was just recorded and whom nothing is about. Whoever was found again since, or whose erasure is put off, stays.</summary>
    /// <returns>False: somebody uses it meanwhile.</returns>
    public async Task<bool> WithdrawAsync(SubjectId id)
    {
        await using var db = await credentials.CreateDbContextAsync();
        return await ForGood.DeleteAsync(
            db,
            () => db.Subjects.Where(s => s.Id == id.Value && s.Used == s.Recorded && s.Account == "" && s.HeldUntil == null && !db.Words.Any(w => w.Subject == s.Id)).ExecuteDeleteAsync(),
            isSettled: false,
            CancellationToken.None) > 0;
    }

    /// <returns>False: it is gone.</returns>
    public async Task<bool> HoldAsync(SubjectRow row, DateOnly? until, Domain.Journal.Actor? by, byte[]? reason)
    {
        var actor = by?.Value;
        await using var db = await credentials.CreateDbContextAsync();
        return await db.Subjects.Where(s => s.Id == row.Id).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.HeldUntil, until).SetProperty(s => s.HeldBy, actor).SetProperty(s => s.HeldFor, reason)) > 0;
    }

    /// <summary>Counts one more reveal of an account's.</summary>
    /// <returns>False: it has had as many as there are in an hour.</returns>
    public async Task<bool> TakeRevealAsync(AccountId account)
    {
        var now = real.GetUtcNow();
        var (at, hour) = (now.ToUnixTimeMilliseconds(), now.AddHours(-1).ToUnixTimeMilliseconds());
        var taken = new SubjectReveal { Id = Guid.CreateVersion7(now).ToString("n"), Account = account.Value, At = at };
        await using var db = await credentials.CreateDbContextAsync();
        await db.SubjectReveals.Where(r => r.At <= hour).ExecuteDeleteAsync();
        db.Add(taken);
        await db.SaveChangesAsync();

        // Counted with it, so that of two that come together neither goes past the limit.
        if (await db.SubjectReveals.CountAsync(r => r.Account == account.Value && r.At > hour) <= Reveals.MostAnHour) return true;
        await db.SubjectReveals.Where(r => r.Id == taken.Id).ExecuteDeleteAsync();
        return false;
    }

    private static IQueryable<SubjectRow> Of(Credentials db, IReadOnlyCollection<string>? accounts)
        => accounts is null ? db.Subjects.AsNoTracking() : db.Subjects.AsNoTracking().Where(s => accounts.Contains(s.Account) && s.Account != "");

    private SubjectRow Row(SubjectKind kind, PersonalData data, string? index, AccountId? account, long recorded, long used, SubjectId? id = null)
    {
        var row = new SubjectRow
        {
            Id = id?.Value ?? Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(recorded)).ToString("n"),
            Kind = kind,
            Account = account?.Value ?? "",
            PhoneIndex = index,
            Recorded = recorded,
            Used = used,
        };
        cipher.SealNew(row, data);
        return row;
    }

    private static async Task<SubjectRow> AddAsync(Credentials db, SubjectRow row)
    {
        db.Add(row);
        await db.SaveChangesAsync();
        return row;
    }

    private static async Task<SubjectRow?> SameAsync(Credentials db, SubjectKind kind, string? index, string? account, bool isAnyones)
    {
        if (index is not null)
        {
            var found = await db.Subjects.Where(s => s.Kind == kind && s.PhoneIndex == index).OrderBy(s => s.Account).Take(MostFound).ToListAsync();
            var same = found.FirstOrDefault(s => s.Account == account) ?? (isAnyones ? found.FirstOrDefault(s => account is null || s.Account.Length == 0) : null);
            if (same is not null) return same;
        }

        return account is null ? null : await db.Subjects.Where(s => s.Kind == kind && s.Account == account && (index == null || s.PhoneIndex == null)).OrderBy(s => s.Id).FirstOrDefaultAsync();
    }

    private async Task<SubjectRow> FillAsync(Credentials db, SubjectRow row, PersonalData data, string? index, AccountId? account)
    {
        // What does not open is written anew, under another key.
        if (cipher.Open(row) is not { } known) cipher.SealNew(row, data);
        else if (known.FilledFrom(data) is var filled && filled != known) cipher.Seal(row, filled);
        row.PhoneIndex ??= index;
        if (row.Account.Length == 0 && account is { } named) row.Account = named.Value;
        row.Used = Math.Max(row.Used, Now);
        await db.SaveChangesAsync();
        return row;
    }
}

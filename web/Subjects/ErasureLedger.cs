using Circle.Domain.Subjects;
using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Subjects;

/// <summary>
/// 删除台账: an erasure stands in the file first, then in the store, where the row and all words about it go in the same transaction; a crash between is
/// healed at the next start. Whatever stands in either and is in the store again, out of a backup, is erased again.
/// </summary>
internal sealed class ErasureLedger(IDbContextFactory<Credentials> credentials, ErasureFile file)
{
    /// <summary>In one transaction.</summary>
    public const int Batch = 500;

    /// <param name="rows">At most <see cref="Batch"/>.</param>
    /// <returns>How many words about them went with them.</returns>
    /// <exception cref="IOException">Or <see cref="UnauthorizedAccessException"/>: the file cannot be written, and nobody was erased.</exception>
    public async Task<int> EraseAsync(IReadOnlyCollection<SubjectRow> rows, DateTimeOffset at, Domain.Journal.Actor by, ErasureReason reason, CancellationToken cancel)
    {
        List<Erasure> erasures = [.. rows.Select(r => new Erasure(r.SubjectId, r.Kind, DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()), by, reason))];
        await file.AppendAsync(erasures, cancel);
        return await StoreAsync(erasures, cancel);
    }

    /// <summary>Completes either ledger from the other, and erases what came back.</summary>
    /// <returns>How many came back.</returns>
    /// <exception cref="IOException">Or <see cref="UnauthorizedAccessException"/>: the file cannot be read or written.</exception>
    public async Task<int> HealAsync(CancellationToken cancel)
    {
        var listed = await file.ReadAsync(cancel);
        var back = 0;
        foreach (var erasures in listed.Values.Chunk(Batch)) back += await AgainAsync(erasures, cancel);
        await using var db = await credentials.CreateDbContextAsync(cancel);
        for (var after = ""; ;)
        {
            var from = after;
            var rows = await db.Erasures.AsNoTracking().Where(e => string.Compare(e.Subject, from) > 0).OrderBy(e => e.Subject).Take(Batch).ToListAsync(cancel);
            Erasure[] stored = [.. rows.Select(r => r.Erasure)];
            await file.AppendAsync([.. stored.Where(e => !listed.ContainsKey(e.Subject))], cancel);
            back += await AgainAsync(stored, cancel);
            if (rows.Count < Batch) return back;
            after = rows[^1].Subject;
        }
    }

    /// <summary>Where anything is missing in the store, or there again.</summary>
    private async Task<int> AgainAsync(Erasure[] erasures, CancellationToken cancel)
    {
        if (erasures.Length == 0) return 0;
        var ids = erasures.Select(e => e.Subject.Value).ToList();
        await using var db = await credentials.CreateDbContextAsync(cancel);
        var back = await db.Subjects.CountAsync(s => ids.Contains(s.Id), cancel);
        if (back > 0 || await db.Erasures.CountAsync(e => ids.Contains(e.Subject), cancel) < ids.Count || await db.Words.AnyAsync(w => ids.Contains(w.Subject!), cancel))
            await StoreAsync(erasures, cancel);
        return back;
    }

    /// <returns>How many words went.</returns>
    private async Task<int> StoreAsync(IReadOnlyCollection<Erasure> erasures, CancellationToken cancel)
    {
        var ids = erasures.Select(e => e.Subject.Value).ToList();
        await using var db = await credentials.CreateDbContextAsync(cancel);
        return await ForGood.DeleteAsync(db, async () =>
        {
            foreach (var erasure in erasures) await ListAsync(db, erasure, cancel);
            var accounts = await db.Subjects.Where(s => ids.Contains(s.Id) && s.Account != "").Select(s => s.Account).ToListAsync(cancel);

            // What is kept about them at this moment goes with their row.
            var words = await db.Words.Where(w => ids.Contains(w.Subject!)).ExecuteDeleteAsync(cancel);
            await db.Subjects.Where(s => ids.Contains(s.Id)).ExecuteDeleteAsync(cancel);
            if (accounts.Count > 0) await ErasedPeople.ForgetAsync(db, accounts, cancel);
            return words;
        }, isSettled: true, cancel);
    }

    /// <summary>Of several web nodes that erase the same the first has it.</summary>
    private static Task<int> ListAsync(Credentials db, Erasure erasure, CancellationToken cancel)
    {
        var (subject, kind, at, by, reason) = (erasure.Subject.Value, (int)erasure.Kind, erasure.At.ToUnixTimeMilliseconds(), erasure.By.Value, (int)erasure.Reason);
        return db.Database.IsSqlite()
            ? db.Database.ExecuteSqlAsync(
                $"""insert into "erasure" ("Subject", "Kind", "At", "By", "Reason") values ({subject}, {kind}, {at}, {by}, {reason}) on conflict ("Subject") do nothing""", cancel)
            : db.Database.ExecuteSqlAsync(
                $"""insert into credentials.erasure ("Subject", "Kind", "At", "By", "Reason") values ({subject}, {kind}, {at}, {by}, {reason}) on conflict ("Subject") do nothing""", cancel);
    }
}

/// <summary>Volunteers who were erased and whose accounts are disabled: nothing of who they were, and nothing to sign in by, stays.</summary>
internal static class ErasedPeople
{
    public static async Task ForgetAsync(Credentials db, IReadOnlyCollection<string> accounts, CancellationToken cancel)
    {
        await db.Sessions.Where(s => accounts.Contains(s.PersonId)).ExecuteDeleteAsync(cancel);
        await db.Invitations.Where(i => accounts.Contains(i.PersonId)).ExecuteDeleteAsync(cancel);
        await db.PhoneInvitations.Where(i => accounts.Contains(i.Account)).ExecuteDeleteAsync(cancel);
        await db.UserPasskeys.Where(p => accounts.Contains(p.UserId)).ExecuteDeleteAsync(cancel);
        await db.UserLogins.Where(l => accounts.Contains(l.UserId)).ExecuteDeleteAsync(cancel);
        await db.UserTokens.Where(t => accounts.Contains(t.UserId)).ExecuteDeleteAsync(cancel);

        // The name to sign in by is often their own too.
        await db.Users.Where(p => accounts.Contains(p.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.DisplayName, Person.Erased).SetProperty(p => p.UserName, p => p.Id).SetProperty(p => p.NormalizedUserName, p => p.Id.ToUpper())
                .SetProperty(p => p.PasswordHash, (string?)null).SetProperty(p => p.TwoFactorEnabled, false)
                .SetProperty(p => p.Email, (string?)null).SetProperty(p => p.NormalizedEmail, (string?)null).SetProperty(p => p.PhoneNumber, (string?)null),
            cancel);
    }
}

using System.Text;
using Circle.Domain.Subjects;
using Circle.Web.Accounts;
using Circle.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Subjects;

/// <summary>The rows. What is open of them lives as long as the call that asks.</summary>
internal sealed class WordsStore(IDbContextFactory<Credentials> credentials, IDataProtectionProvider protection, TimeProvider real, ILogger<WordsStore> log)
{
    private const string Text = "text";

    /// <summary>Of two web nodes that keep the same at once the later finds the earlier's.</summary>
    private const int MostTries = 3;

    /// <summary>As often as a use is written.</summary>
    private static readonly TimeSpan Renewed = TimeSpan.FromHours(1);

    private readonly RowCipher cipher = new(protection, "words/v1");

    private long Now => real.GetUtcNow().ToUnixTimeMilliseconds();

    public SealedWords Seal(WordsDraft draft)
    {
        var clear = Encoding.UTF8.GetBytes(draft.Text);
        var (key, data) = cipher.SealNew(draft.Id.Value, Text, clear);
        return new SealedWords(draft.Id.Value, draft.Owner.Value, draft.Subject?.Value, key, data, clear);
    }

    /// <summary>Calls, each with all its words or with none, in one transaction; what the store refuses of them is parted from the others.</summary>
    public async Task<IReadOnlyList<Kept>> KeepAsync(IReadOnlyList<IReadOnlyList<SealedWords>> calls)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TogetherAsync(calls);
            }
            catch (Exception e) when (calls.Count > 1 && IsClash(e))
            {
                var half = calls.Count / 2;
                return [.. await KeepAsync([.. calls.Take(half)]), .. await KeepAsync([.. calls.Skip(half)])];
            }
            catch (Exception e) when (tries < MostTries && IsClash(e))
            {
                // As said of two web nodes.
            }
            catch (Exception e) when (IsClash(e) || CredentialStore.IsAway(e))
            {
                log.LogWarning("Words of {Calls} calls are not stored, of {Owner} first: {Why}", calls.Count, calls[0][0].Owner, e.GetBaseException().Message);
                return [.. calls.Select(_ => Kept.Unknown)];
            }
        }
    }

    public async Task<Dictionary<WordsId, string>> ReadAsync(IReadOnlyCollection<string> ids)
    {
        await using var db = await credentials.CreateDbContextAsync();
        var rows = await db.Words.AsNoTracking().Where(w => ids.Contains(w.Id)).Select(w => new { w.Id, w.Key, w.Data }).ToListAsync();
        var read = new Dictionary<WordsId, string>(rows.Count);
        foreach (var row in rows)
        {
            if (cipher.Open(row.Key, row.Id, Text, row.Data) is { } clear) read[WordsId.Of(row.Id)] = Encoding.UTF8.GetString(clear);
        }

        return read;
    }

    public async Task<Dictionary<WordsId, SubjectId>> AboutAsync(IReadOnlyCollection<string> ids)
    {
        await using var db = await credentials.CreateDbContextAsync();
        return await db.Words.AsNoTracking().Where(w => ids.Contains(w.Id) && w.Subject != null).ToDictionaryAsync(w => WordsId.Of(w.Id), w => SubjectId.Of(w.Subject!));
    }

    public async Task UseAsync(IReadOnlyCollection<string> ids)
    {
        var (now, old) = (Now, Now - (long)Renewed.TotalMilliseconds);
        await using var db = await credentials.CreateDbContextAsync();

        // Who only reads asks for no turn to write.
        var used = await db.Words.Where(w => ids.Contains(w.Id) && w.Used <= old).Select(w => w.Id).ToListAsync();
        if (used.Count > 0) await db.Words.Where(w => used.Contains(w.Id) && w.Used < now).ExecuteUpdateAsync(set => set.SetProperty(w => w.Used, now));
    }

    public async Task DropAsync(IReadOnlyCollection<string> ids)
    {
        await using var db = await credentials.CreateDbContextAsync();
        await ForGood.DeleteAsync(db, async () =>
        {
            await db.Words.Where(w => ids.Contains(w.Id) && !w.IsNamed).ExecuteUpdateAsync(set => set.SetProperty(w => w.Kept, w => w.Kept - 1));
            return await db.Words.Where(w => ids.Contains(w.Id) && !w.IsNamed && w.Kept <= 0).ExecuteDeleteAsync();
        }, isSettled: false, CancellationToken.None);
    }

    /// <exception cref="DbUpdateException">One of them is refused, and none stored.</exception>
    private async Task<IReadOnlyList<Kept>> TogetherAsync(IReadOnlyList<IReadOnlyList<SealedWords>> calls)
    {
        var now = Now;
        await using var db = await credentials.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var batch = await FindAsync(db, calls);
        Kept[] answers = [.. calls.Select(call => new Kept(batch.Take(call, now)))];
        db.AddRange(batch.Added);
        await db.SaveChangesAsync();
        foreach (var often in batch.Again.GroupBy(again => again.Value, again => again.Key))
        {
            var (times, ids) = (often.Key, often.ToList());
            var renewed = await db.Words.Where(w => ids.Contains(w.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(w => w.Kept, w => w.Kept + times).SetProperty(w => w.Used, w => w.Used < now ? now : w.Used));
            if (renewed < ids.Count) throw new GoneException();
        }

        await transaction.CommitAsync();
        return answers;
    }

    /// <summary>What is there of them, and whom they may be about.</summary>
    private async Task<WordsBatch> FindAsync(Credentials db, IReadOnlyList<IReadOnlyList<SealedWords>> calls)
    {
        var ids = calls.SelectMany(c => c.Select(w => w.Id)).Distinct().ToList();
        var subjects = calls.SelectMany(c => c.Select(w => w.Subject)).OfType<string>().Distinct().ToList();
        var there = await db.Words.AsNoTracking().Where(w => ids.Contains(w.Id)).ToListAsync();
        var known = subjects.Count == 0 ? [] : await db.Subjects.Where(s => subjects.Contains(s.Id) && !db.Erasures.Any(e => e.Subject == s.Id)).Select(s => s.Id).ToListAsync();
        return new WordsBatch(there.ToDictionary(w => w.Id, w => (w.Owner, cipher.Open(w.Key, w.Id, Text, w.Data))), known.ToHashSet());
    }

    private static bool IsClash(Exception error) => error is GoneException || CredentialStore.IsClash(error);

    /// <summary>What was found was dropped before it could be kept again.</summary>
    private sealed class GoneException : Exception;
}

using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Time;
using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Subjects;

/// <summary>What is let go of words by rule: those that nobody used for as long as a caller is kept, and those that nothing names a day after they were kept.</summary>
internal sealed class WordsSweep(IDbContextFactory<Credentials> credentials, Retention retention, IEnumerable<WordsOwner> owners, TimeProvider real, ILogger<WordsSweep> log)
{
    /// <summary>In one transaction, and asked for at once.</summary>
    public const int Batch = 500;

    /// <summary>By then a command is answered for good.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>Whatever they are about; a hold of whom they are about holds them too.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> EraseDueAsync(CancellationToken cancel)
    {
        var today = District.DateOf(real.GetUtcNow());
        var before = retention.UsedBefore(SubjectKind.Caller, today).ToUnixTimeMilliseconds();
        await using var db = await credentials.CreateDbContextAsync(cancel);
        var due = db.Words.Where(w => w.Used < before && !db.Subjects.Any(s => s.Id == w.Subject && s.HeldUntil >= today));
        for (var gone = 0; ;)
        {
            var ids = await due.OrderBy(w => w.Used).Select(w => w.Id).Take(Batch).ToListAsync(cancel);
            if (ids.Count == 0) return gone;
            gone += await ForGood.DeleteAsync(db, () => due.Where(w => ids.Contains(w.Id)).ExecuteDeleteAsync(cancel), isSettled: true, cancel);
        }
    }

    /// <summary>A command was refused, or the program ended before it was told.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> RemoveUnnamedAsync(CancellationToken cancel)
    {
        var gone = 0;
        foreach (var owner in owners)
        {
            try
            {
                while (await RemoveUnnamedAsync(owner, cancel) is { } some) gone += some;
            }
            catch (Exception e) when (e is TimeoutException or OrleansException or JournalException or NotAllowedException)
            {
                log.LogDebug(e, "Which words of a {Kind} are named cannot be asked now", owner.Kind);
            }
        }

        return gone;
    }

    /// <summary>Each is asked for until it is known to be named, and then never again: events stay.</summary>
    /// <returns>Null: there are none left to ask for.</returns>
    private async Task<int?> RemoveUnnamedAsync(WordsOwner owner, CancellationToken cancel)
    {
        var (kind, old) = ($"{owner.Kind}:", (real.GetUtcNow() - Grace).ToUnixTimeMilliseconds());
        await using var db = await credentials.CreateDbContextAsync(cancel);
        var doubtful = db.Words.Where(w => !w.IsNamed && w.Used < old && w.Owner.StartsWith(kind));
        var some = await doubtful.OrderBy(w => w.Used).Take(Batch).Select(w => new { w.Id, w.Owner }).ToListAsync(cancel);
        if (some.Count == 0) return null;

        Caller.Current = Erasure.ByRetention;
        var all = await owner.NamedAsync([.. some.Select(w => new StreamId(w.Owner)).Distinct()]);
        var named = some.Select(w => w.Id).Where(id => all.Contains(WordsId.Of(id))).ToList();
        if (named.Count > 0) await db.Words.Where(w => named.Contains(w.Id)).ExecuteUpdateAsync(set => set.SetProperty(w => w.IsNamed, true), cancel);
        var unnamed = some.Select(w => w.Id).Except(named).ToList();

        // Not what was kept again while it was asked for.
        return unnamed.Count == 0 ? 0 : await ForGood.DeleteAsync(db, () => doubtful.Where(w => unnamed.Contains(w.Id)).ExecuteDeleteAsync(cancel), isSettled: true, cancel);
    }
}

using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Subjects;
using Circle.Domain.Time;
using Circle.Web.Accounts;
using Circle.Web.Audit;
using Circle.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Subjects;

/// <summary>
/// 定期清理: every hour what is due is erased, by the wall clock, in a rehearsal too. A volunteer's data is in use as long as the account is not
/// disabled; where the silos cannot say so, it waits.
/// </summary>
internal sealed class SubjectSweep(
    IDbContextFactory<Credentials> credentials, SubjectStore store, ErasureLedger ledger, WordsSweep words, Retention retention, AuditTrail audit, IGrainFactory grains,
    IHostApplicationLifetime life, TimeProvider real, ILogger<SubjectSweep> log) : BackgroundService
{
    private const int SoonDays = 30;

    /// <summary>Entries of the audit that are written at once.</summary>
    private const int AtOnce = 100;

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    /// <summary>As often as an account in use is asked for.</summary>
    private static readonly TimeSpan Renewed = TimeSpan.FromDays(1);

    /// <summary>When the last one ended; null: none has.</summary>
    public DateTimeOffset? SweptAt { get; private set; }

    public async Task<SubjectCounts> CountsAsync(CancellationToken cancel)
    {
        var today = District.DateOf(real.GetUtcNow());
        await using var db = await credentials.CreateDbContextAsync(cancel);
        var counts = await db.Subjects.GroupBy(s => s.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return new SubjectCounts(
            counts.GetValueOrDefault(SubjectKind.Caller), counts.GetValueOrDefault(SubjectKind.Resident), counts.GetValueOrDefault(SubjectKind.Volunteer),
            await db.Subjects.CountAsync(s => s.HeldUntil >= today, cancel),
            await Due(db, today.AddDays(SoonDays)).CountAsync(cancel));
    }

    /// <returns>How many subjects were erased by rule.</returns>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var back = await ledger.HealAsync(cancel);
        if (back > 0) log.LogWarning("{Count} subjects that had been erased were in the store again, as after a restored backup, and were erased again", back);
        var unknown = !await RenewAsync(cancel);
        var (erased, texts) = (0, 0);
        while (await EraseAsync(unknown, cancel) is ( > 0 and var count, var about)) (erased, texts) = (erased + count, texts + about);
        texts += await words.EraseDueAsync(cancel);
        if (erased + texts > 0) log.LogInformation("{Count} subjects and {Texts} texts about people were erased by rule", erased, texts);
        if (await words.RemoveUnnamedAsync(cancel) is > 0 and var unnamed) log.LogInformation("{Texts} texts that nothing names were removed", unnamed);
        SweptAt = real.GetUtcNow();
        return erased;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var whenStarted = life.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            while (true) await Task.Delay(await TryAsync(stoppingToken) ? Period : Retry, real, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task<bool> TryAsync(CancellationToken stopping)
    {
        try
        {
            await SweepAsync(stopping);
            return true;
        }
        catch (Exception e) when (e is AuditException or IOException or UnauthorizedAccessException || CredentialStore.IsAway(e))
        {
            stopping.ThrowIfCancellationRequested();
            log.LogWarning("Personal data that is due waits for the store or the ledger of erasures: {Why}", e.GetBaseException().Message);
            return false;
        }
    }

    /// <summary>Accounts that are not disabled are in use, and so is what is known of whoever has them.</summary>
    /// <returns>False: it could not be asked.</returns>
    private async Task<bool> RenewAsync(CancellationToken cancel)
    {
        var old = (real.GetUtcNow() - Renewed).ToUnixTimeMilliseconds();
        await using var db = await credentials.CreateDbContextAsync(cancel);
        for (var after = ""; ;)
        {
            var from = after;
            var rows = await db.Subjects.AsNoTracking().Where(s => s.Account != "" && s.Used < old && string.Compare(s.Id, from) > 0).OrderBy(s => s.Id)
                .Take(IAccountQueries.MaxAsked).Select(s => new { s.Id, s.Account }).ToListAsync(cancel);
            if (rows.Count == 0) return true;
            try
            {
                Caller.Current = Erasure.ByRetention;
                var enabled = (await grains.GetGrain<IAccountQueries>(0).Views([.. rows.Select(r => AccountId.Of(r.Account)).Distinct()])).Where(a => a.Disabled is null).Select(a => a.Id.Value).ToHashSet();
                await store.UseAsync([.. rows.Where(r => enabled.Contains(r.Account)).Select(r => r.Id)]);
            }
            catch (Exception e) when (e is TimeoutException or OrleansException or JournalException or NotAllowedException)
            {
                log.LogDebug(e, "Whether accounts are disabled cannot be asked now");
                return false;
            }

            after = rows[^1].Id;
        }
    }

    /// <param name="withoutAccounts">Those of accounts wait.</param>
    /// <returns>How many, and how many words about them.</returns>
    private async Task<(int Subjects, int Words)> EraseAsync(bool withoutAccounts, CancellationToken cancel)
    {
        var now = real.GetUtcNow();
        await using var db = await credentials.CreateDbContextAsync(cancel);
        var rows = await Due(db, District.DateOf(now)).Where(s => !withoutAccounts || s.Account == "").OrderBy(s => s.Id).Take(ErasureLedger.Batch).ToListAsync(cancel);
        if (rows.Count == 0) return (0, 0);
        var texts = await ledger.EraseAsync(rows, now, Erasure.ByRetention, ErasureReason.Rule, cancel);
        foreach (var some in rows.Chunk(AtOnce))
            await Task.WhenAll(some.Select(row => audit.WriteAsync(AuditAction.Erased, Erasure.ByRetention, $"subject:{row.Id}", null, "rule")));
        return (rows.Count, texts);
    }

    /// <summary>As <see cref="Retention.IsDue"/>, in the store's words.</summary>
    private IQueryable<SubjectRow> Due(Credentials db, DateOnly day)
    {
        var (caller, resident, volunteer) = (Before(SubjectKind.Caller), Before(SubjectKind.Resident), Before(SubjectKind.Volunteer));
        return db.Subjects.AsNoTracking().Where(s => (s.HeldUntil == null || s.HeldUntil < day)
            && ((s.Kind == SubjectKind.Caller && s.Used < caller) || (s.Kind == SubjectKind.Resident && s.Used < resident) || (s.Kind == SubjectKind.Volunteer && s.Used < volunteer)));

        long Before(SubjectKind kind) => retention.UsedBefore(kind, day).ToUnixTimeMilliseconds();
    }
}

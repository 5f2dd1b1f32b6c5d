using System.Data.Common;
using System.Globalization;
using Circle.Domain.Audit;
using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Audit;

/// <summary>An entry before it has its place in a chain.</summary>
/// <param name="At">Microseconds of UTC since the Unix epoch.</param>
internal sealed record NewEntry(string Chain, long At, string Action, string? Actor, string Subject, string? Address, bool IsDone, string? Note);

/// <summary>The audit's tables. Web nodes on one database add to the same chains, one after the other.</summary>
internal sealed class AuditStore(IDbContextFactory<Credentials> credentials)
{
    /// <summary>Held to the end of a transaction that adds: nothing else finds the chains' heads meanwhile. SQLite has one writer anyway.</summary>
    private const long Lock = 0x41_55_44_49_54;

    /// <summary>All of them, or none.</summary>
    /// <exception cref="AuditException">None was stored, or it is not known.</exception>
    public async Task AppendAsync(IReadOnlyCollection<NewEntry> entries, CancellationToken cancel)
    {
        try
        {
            await using var db = await credentials.CreateDbContextAsync(cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await LockAsync(db, cancel);
            foreach (var chain in entries.GroupBy(e => e.Chain))
            {
                var head = await HeadAsync(db, chain.Key, cancel);
                foreach (var entry in chain)
                {
                    var next = Next(head, entry);
                    db.Add(next);
                    head = new ChainHead(next.Chain, next.Version, next.Hash);
                }
            }

            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (Exception e) when (IsAway(e))
        {
            throw new AuditException($"the audit's store does not take entries: {e.GetBaseException().Message}", e);
        }
    }

    /// <summary>Where every chain stands, in ordinal order.</summary>
    public async Task<IReadOnlyList<ChainHead>> HeadsAsync(CancellationToken cancel)
    {
        await using var db = await credentials.CreateDbContextAsync(cancel);
        var heads = new List<ChainHead>();
        foreach (var chain in await ChainsAsync(db, cancel)) heads.Add(await HeadAsync(db, chain, cancel));
        return heads;
    }

    public async Task<HeadsDigest?> LastDigestAsync(CancellationToken cancel) => await DigestAsync(digests => digests.OrderByDescending(d => d.Number), cancel);

    public async Task<HeadsDigest?> DigestOfAsync(DateOnly day, CancellationToken cancel)
    {
        var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return await DigestAsync(digests => digests.Where(d => d.Day == text), cancel);
    }

    /// <returns>What is stored: of a day that has one already, that one.</returns>
    public async Task<HeadsDigest> AddDigestAsync(DateOnly? day, DateTimeOffset takenAt, JournalDigest journal, CancellationToken cancel)
    {
        await using var db = await credentials.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await LockAsync(db, cancel);
        var text = day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (text is not null && await db.Set<AuditDigestRow>().AsNoTracking().FirstOrDefaultAsync(d => d.Day == text, cancel) is { } there) return ReadOf(there);
        var last = await db.Set<AuditDigestRow>().AsNoTracking().OrderByDescending(d => d.Number).FirstOrDefaultAsync(cancel);
        var heads = new List<ChainHead>();
        foreach (var chain in await ChainsAsync(db, cancel)) heads.Add(await HeadAsync(db, chain, cancel));
        var digest = new HeadsDigest((last?.Number ?? 0) + 1, day, takenAt, journal, [.. heads], last?.Hash ?? "");
        db.Add(new AuditDigestRow(digest.Number, text, Domain.Journal.Envelope.UnixMicroseconds(takenAt), digest.ToJson(), digest.Hash));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return digest;
    }

    /// <summary>Lets go of the beginnings of chains. What is younger than six months the database itself keeps.</summary>
    /// <param name="before">Microseconds of UTC since the Unix epoch.</param>
    /// <returns>How many entries went.</returns>
    public async Task<int> ForgetAsync(long before, CancellationToken cancel)
    {
        var gone = 0;
        await using var db = await credentials.CreateDbContextAsync(cancel);
        foreach (var chain in await ChainsAsync(db, cancel))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await LockAsync(db, cancel);

            // A whole beginning: up to the first that stays, whatever the clocks of two nodes were.
            var entries = db.Set<AuditEntry>().AsNoTracking().Where(e => e.Chain == chain);
            var stays = await entries.Where(e => e.At >= before).OrderBy(e => e.Version).Select(e => (long?)e.Version).FirstOrDefaultAsync(cancel);
            var last = await entries.Where(e => stays == null || e.Version < stays).OrderByDescending(e => e.Version).FirstOrDefaultAsync(cancel);
            if (last is null) continue;
            var moved = await db.Set<AuditAnchor>().Where(a => a.Chain == chain)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.Version, last.Version).SetProperty(a => a.Hash, last.Hash), cancel);
            if (moved == 0)
            {
                db.Add(new AuditAnchor(chain, last.Version, last.Hash));
                await db.SaveChangesAsync(cancel);
                db.ChangeTracker.Clear();
            }

            gone += await db.Set<AuditEntry>().Where(e => e.Chain == chain && e.Version <= last.Version).ExecuteDeleteAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        return gone;
    }

    /// <summary>Whether an error says that the database did not do it, rather than that the program is wrong.</summary>
    public static bool IsAway(Exception error)
        => error is DbException or DbUpdateException or TimeoutException or OperationCanceledException or InvalidOperationException { InnerException: DbException or TimeoutException };

    internal static async Task<List<string>> ChainsAsync(Credentials db, CancellationToken cancel)
    {
        var chains = await db.Set<AuditEntry>().Select(e => e.Chain).Distinct().ToListAsync(cancel);
        return [.. chains.Union(await db.Set<AuditAnchor>().Select(a => a.Chain).ToListAsync(cancel)).Order(StringComparer.Ordinal)];
    }

    private static async Task LockAsync(Credentials db, CancellationToken cancel)
    {
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancel);
    }

    private static async Task<ChainHead> HeadAsync(Credentials db, string chain, CancellationToken cancel)
        => await db.Set<AuditEntry>().Where(e => e.Chain == chain).OrderByDescending(e => e.Version).Select(e => new ChainHead(e.Chain, e.Version, e.Hash)).FirstOrDefaultAsync(cancel)
           ?? await db.Set<AuditAnchor>().Where(a => a.Chain == chain).Select(a => new ChainHead(a.Chain, a.Version, a.Hash)).FirstOrDefaultAsync(cancel)
           ?? ChainHead.None(chain);

    private static AuditEntry Next(ChainHead head, NewEntry entry)
    {
        var next = new AuditEntry(
            entry.Chain, head.Version + 1, entry.At, entry.Action, entry.Actor, entry.Subject, entry.Address, entry.IsDone, entry.Note, head.Hash, "");
        return next with { Hash = next.Reckoned() };
    }

    private async Task<HeadsDigest?> DigestAsync(Func<DbSet<AuditDigestRow>, IQueryable<AuditDigestRow>> which, CancellationToken cancel)
    {
        await using var db = await credentials.CreateDbContextAsync(cancel);
        return await which(db.Set<AuditDigestRow>()).AsNoTracking().FirstOrDefaultAsync(cancel) is { } row ? ReadOf(row) : null;
    }

    private static HeadsDigest ReadOf(AuditDigestRow row)
        => HeadsDigest.Read(row.Content) ?? throw new InvalidDataException($"digest {row.Number} was changed since it was stored: verify the audit");
}

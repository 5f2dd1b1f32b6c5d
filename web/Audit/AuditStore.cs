using System.Globalization;
using Circle.Domain.Audit;
using Circle.Web.Accounts;
using Circle.Web.Hosting;
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

    /// <summary>Let go of together.</summary>
    private const int MostForgotten = 2_000;

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
        catch (Exception e) when (CredentialStore.IsAway(e))
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
            for (var some = MostForgotten; some == MostForgotten;) gone += some = await ForgetAsync(db, chain, before, cancel);
        }

        return gone;
    }

    /// <summary>So few that whoever writes meanwhile waits for no more than they take.</summary>
    private static async Task<int> ForgetAsync(Credentials db, string chain, long before, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await LockAsync(db, cancel);

        // A whole beginning: up to the first that stays, whatever the clocks of two nodes were.
        var first = await db.Set<AuditEntry>().Where(e => e.Chain == chain).OrderBy(e => e.Version).Take(MostForgotten).Select(e => new { e.Version, e.At, e.Hash }).ToListAsync(cancel);
        var old = first.TakeWhile(e => e.At < before).ToList();
        if (old.Count == 0) return 0;
        var last = old[^1];
        var moved = await db.Set<AuditAnchor>().Where(a => a.Chain == chain)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Version, last.Version).SetProperty(a => a.Hash, last.Hash), cancel);
        if (moved == 0)
        {
            db.Add(new AuditAnchor(chain, last.Version, last.Hash));
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }

        await db.Set<AuditEntry>().Where(e => e.Chain == chain && e.Version <= last.Version).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return old.Count;
    }

    internal static async Task<List<string>> ChainsAsync(Credentials db, CancellationToken cancel)
    {
        // One step of the index for each: there are a handful, of millions of entries.
        var chains = new List<string>();
        for (var last = ""; await db.Set<AuditEntry>().Where(e => string.Compare(e.Chain, last) > 0).OrderBy(e => e.Chain).Select(e => e.Chain).FirstOrDefaultAsync(cancel) is { } next; last = next) chains.Add(next);
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

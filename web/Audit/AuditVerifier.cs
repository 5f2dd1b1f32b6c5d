using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Audit;
using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Audit;

/// <summary>A digest that lies elsewhere.</summary>
/// <param name="Digest">Null: it is none, or was changed.</param>
internal sealed record KeptDigest(string File, HeadsDigest? Digest);

/// <param name="Digests">Those that are sound, stored and kept, each once.</param>
/// <param name="Breaks">The first of each chain.</param>
internal sealed record AuditFindings(long Chains, long Entries, ImmutableArray<HeadsDigest> Digests, ImmutableArray<ChainBreak> Breaks);

/// <summary>核验 of the audit's chains and of the digests. Reads alone, a page at a time.</summary>
/// <param name="fewestDays">What is younger the database itself keeps.</param>
internal sealed class AuditVerifier(IDbContextFactory<Credentials> credentials, int fewestDays, TimeProvider real)
{
    private const int Page = 1_000;
    private const string OfDigests = "digests";

    public async Task<AuditFindings> RunAsync(IReadOnlyCollection<KeptDigest> kept, CancellationToken cancel)
    {
        await using var db = await credentials.CreateDbContextAsync(cancel);
        var breaks = ImmutableArray.CreateBuilder<ChainBreak>();
        var stored = await StoredAsync(db, breaks, cancel);
        var digests = WithKept(stored, kept, breaks);
        var (chains, entries) = (0L, 0L);
        foreach (var chain in (await AuditStore.ChainsAsync(db, cancel)).Union(digests.SelectMany(d => d.Audit.Select(h => h.Chain))).Order(StringComparer.Ordinal))
        {
            var (walked, count) = await WalkSettledAsync(db, chain, digests, cancel);
            chains++;
            entries += count;
            if (walked.Break is { } found) breaks.Add(found);
        }

        return new AuditFindings(chains, entries, digests, breaks.ToImmutable());
    }

    /// <summary>What the journal holds against what the digests say it held.</summary>
    /// <param name="kinds">As the journal's verifier reckons them, one for each digest.</param>
    public static IEnumerable<ChainBreak> Compare(ImmutableArray<HeadsDigest> digests, ImmutableArray<ImmutableArray<KindDigest>> kinds)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (digest, found) in digests.Zip(kinds))
        {
            foreach (var kind in digest.Journal.Kinds.Select(k => k.Kind).Union(found.Select(k => k.Kind)))
            {
                var (then, now) = (digest.Journal.Kinds.FirstOrDefault(k => k.Kind == kind), found.FirstOrDefault(k => k.Kind == kind));
                if (then == now || !told.Add(kind)) continue;
                yield return new ChainBreak(
                    $"{kind}:*", 0,
                    Say($"与摘要 {digest.Number}（{digest.TakenAt:yyyy-MM-dd HH:mm}Z）不符：当时 {then?.Streams ?? 0} 个流 {then?.Events ?? 0} 个事件，现在 {now?.Streams ?? 0} 个流 {now?.Events ?? 0} 个事件"),
                    Say($"differs from digest {digest.Number} ({digest.TakenAt:yyyy-MM-dd HH:mm}Z): {then?.Streams ?? 0} streams and {then?.Events ?? 0} events then, {now?.Streams ?? 0} and {now?.Events ?? 0} now"));
            }
        }
    }

    private static async Task<List<HeadsDigest>> StoredAsync(Credentials db, ImmutableArray<ChainBreak>.Builder breaks, CancellationToken cancel)
    {
        var sound = new List<HeadsDigest>();
        var (number, previous, isBroken) = (0L, "", false);
        await foreach (var row in db.Set<AuditDigestRow>().AsNoTracking().OrderBy(d => d.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var digest = HeadsDigest.Read(row.Content);
            if (digest is not null && digest.Hash == row.Hash) sound.Add(digest);
            if (!isBroken && (digest?.Hash != row.Hash || row.Number != number + 1 || digest?.Number != row.Number || digest?.Previous != previous))
            {
                isBroken = true;
                breaks.Add(new ChainBreak(OfDigests, number + 1, Say($"摘要 {number + 1} 缺失、被改过或接不上前一个"), Say($"digest {number + 1} is missing, was changed, or does not join the one before")));
            }

            (number, previous) = (row.Number, row.Hash);
        }

        return sound;
    }

    private static ImmutableArray<HeadsDigest> WithKept(List<HeadsDigest> stored, IReadOnlyCollection<KeptDigest> kept, ImmutableArray<ChainBreak>.Builder breaks)
    {
        var all = stored.ToDictionary(d => d.Hash);
        foreach (var (file, digest) in kept)
        {
            if (digest is null)
                breaks.Add(new ChainBreak(OfDigests, 0, $"文件 {file} 不是摘要，或被改过", $"the file {file} is no digest, or was changed"));
            else if (all.TryAdd(digest.Hash, digest))
                breaks.Add(new ChainBreak(OfDigests, digest.Number, Say($"库里没有文件 {file} 的摘要 {digest.Number}，或与它不同"), Say($"the database has not the digest {digest.Number} of the file {file}, or another")));
        }

        return [.. all.Values.OrderBy(d => d.Number)];
    }

    /// <summary>What retention lets go of meanwhile is no break: such a chain is walked again.</summary>
    private async Task<(EntryChain Chain, long Entries)> WalkSettledAsync(Credentials db, string name, ImmutableArray<HeadsDigest> digests, CancellationToken cancel)
    {
        while (true)
        {
            var began = await AnchorAsync(db, name, cancel);
            var found = await WalkAsync(db, name, began, digests, cancel);
            if (found.Chain.Break is null || await AnchorAsync(db, name, cancel) == began) return found;
        }
    }

    private static Task<AuditAnchor?> AnchorAsync(Credentials db, string name, CancellationToken cancel)
        => db.Set<AuditAnchor>().AsNoTracking().FirstOrDefaultAsync(a => a.Chain == name, cancel);

    private async Task<(EntryChain Chain, long Entries)> WalkAsync(Credentials db, string name, AuditAnchor? anchor, ImmutableArray<HeadsDigest> digests, CancellationToken cancel)
    {
        var kept = real.GetUtcNow().AddDays(-fewestDays);
        var chain = new EntryChain(anchor is null ? ChainHead.None(name) : new ChainHead(name, anchor.Version, anchor.Hash));
        var wanted = digests.SelectMany(d => d.Audit.Where(h => h.Chain == name).Select(h => (Head: h, d.Number))).ToLookup(w => w.Head.Version);
        foreach (var (head, number) in wanted[chain.Head.Version]) chain.Compare(head, number, chain.Head.Hash);
        foreach (var digest in digests)
        {
            if (digest.Audit.FirstOrDefault(h => h.Chain == name) is { } head) chain.CompareLetGo(head, digest.Number, digest.TakenAt, kept);
        }

        var (entries, last) = (0L, chain.Head.Version);
        for (var after = chain.Head.Version; ;)
        {
            var page = await db.Set<AuditEntry>().AsNoTracking().Where(e => e.Chain == name && e.Version > after).OrderBy(e => e.Version).Take(Page).ToListAsync(cancel);
            foreach (var entry in page)
            {
                chain.Take(entry);
                last = entry.Version;
                foreach (var (head, number) in wanted[entry.Version]) chain.Compare(head, number, entry.Hash);
            }

            entries += page.Count;
            if (page.Count < Page) break;
            after = page[^1].Version;
        }

        // One in the middle that is missing has broken the chain already.
        foreach (var (head, number) in wanted.Where(w => w.Key > last).OrderBy(w => w.Key).SelectMany(w => w)) chain.Compare(head, number, found: null);
        return (chain, entries);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

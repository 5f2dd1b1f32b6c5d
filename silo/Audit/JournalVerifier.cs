using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Audit;
using Circle.Domain.Journal;
using Circle.Grains.Audit;

namespace Circle.Silo.Audit;

/// <param name="Breaks">The first of each stream, at most <see cref="JournalVerifier.MostTold"/>.</param>
/// <param name="Broken">How many there are.</param>
/// <param name="Kinds">What the journal holds before the moment of each digest, in the order of the digests.</param>
public sealed record JournalFindings(long Streams, long Events, ImmutableArray<ChainBreak> Breaks, long Broken, ImmutableArray<ImmutableArray<KindDigest>> Kinds);

/// <summary>
/// 核验: walks every stream of the journal and reckons every hash anew. Reads alone, in short questions of bounded size, so that it disturbs
/// nobody and needs nobody: silos may work meanwhile or be stopped.
/// </summary>
public sealed class JournalVerifier(IAuditRows rows)
{
    public const int MostTold = 1_000;

    private const int Heads = 500;
    private const int Events = 2_000;

    /// <param name="moments">Of the digests.</param>
    /// <param name="progress">Streams so far.</param>
    /// <exception cref="JournalException">The database does not answer.</exception>
    public async Task<JournalFindings> RunAsync(ImmutableArray<DateTimeOffset> moments, Action<long> progress, CancellationToken cancel)
    {
        using var walk = new Walk(rows, moments, cancel);
        for (var after = new StreamId(""); ;)
        {
            var heads = await rows.HeadsAsync(after, before: null, Heads, cancel);
            StreamId? to = heads.Length == Heads ? heads[^1].Stream : null;
            await walk.PageAsync(heads, after, to, Events);
            progress(walk.Streams);
            if (to is not { } last) return walk.Findings();
            after = last;
        }
    }

    private sealed class Walk(IAuditRows rows, ImmutableArray<DateTimeOffset> moments, CancellationToken cancel) : IDisposable
    {
        private readonly ImmutableArray<HeadFold> folds = [.. moments.Select(_ => new HeadFold())];
        private readonly (long Version, string Hash)[] at = new (long, string)[moments.Length];
        private readonly ImmutableArray<ChainBreak>.Builder breaks = ImmutableArray.CreateBuilder<ChainBreak>();
        private long events;
        private long broken;

        public long Streams { get; private set; }

        public JournalFindings Findings() => new(Streams, events, breaks.ToImmutable(), broken, [.. folds.Select(f => f.Done())]);

        public void Dispose()
        {
            foreach (var fold in folds) fold.Dispose();
        }

        /// <summary>All streams after one up to another, whether they have a head or not.</summary>
        public async Task PageAsync(ImmutableArray<JournalHead> heads, StreamId after, StreamId? to, int limit)
        {
            var next = 0;
            EventChain? chain = null;
            var (stream, version) = (after, long.MaxValue);
            while (true)
            {
                var page = await rows.EventsAsync(stream, version, to, limit, cancel);
                foreach (var e in page)
                {
                    if (chain?.Stream != e.Stream)
                    {
                        if (chain is not null) await EndAsync(chain);
                        next = await BeginAsync(heads, next, e.Stream);
                        chain = new EventChain(e.Stream);
                    }

                    Take(chain, e);
                }

                if (page.Length < limit) break;
                (stream, version) = (page[^1].Stream, page[^1].Version);
            }

            if (chain is not null) await EndAsync(chain);
            await BeginAsync(heads, next, upTo: null);
        }

        private void Take(EventChain chain, Envelope e)
        {
            chain.Take(e);
            events++;
            for (var i = 0; i < at.Length; i++)
            {
                if (e.RecordedAt < moments[i]) at[i] = (e.Version, chain.Hash);
            }
        }

        /// <summary>Heads that no event comes for.</summary>
        /// <returns>The next head to look at.</returns>
        private async Task<int> BeginAsync(ImmutableArray<JournalHead> heads, int next, StreamId? upTo)
        {
            for (; next < heads.Length && (upTo is not { } to || StreamId.Ordinal.Compare(heads[next].Stream, to) < 0); next++) await EndAsync(new EventChain(heads[next].Stream));
            return next < heads.Length && heads[next].Stream == upTo ? next + 1 : next;
        }

        /// <summary>The head is asked for after the events: what was stored in between is read too.</summary>
        private async Task EndAsync(EventChain chain)
        {
            var head = await rows.HeadAsync(chain.Stream, cancel);
            while (head is not null && chain.Version < head.Version)
            {
                var more = (await rows.EventsAsync(chain.Stream, chain.Version, chain.Stream, 100, cancel)).Where(e => e.Version <= head.Version).ToList();
                if (more.Count == 0) break;
                foreach (var e in more) Take(chain, e);
            }

            chain.End(head?.Version, head?.Hash ?? "");
            Streams++;
            for (var i = 0; i < at.Length; i++)
            {
                folds[i].Add(chain.Stream, at[i].Version, at[i].Hash);
                at[i] = default;
            }

            if (chain.Break is not { } found) return;
            broken++;
            if (breaks.Count < MostTold) breaks.Add(found);
        }
    }
}

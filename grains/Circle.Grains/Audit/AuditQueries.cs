using System.Collections.Immutable;
using Circle.Contracts.Audit;
using Circle.Domain.Audit;
using Circle.Domain.Journal;
using Circle.Domain.Tickets;
using Circle.Grains.Journal;
using Circle.Grains.Time;
using Orleans.Concurrency;

namespace Circle.Grains.Audit;

/// <summary>
/// Holds nothing: whoever searches does not wait for a digest. One of it, and no stateless worker: a cancellation goes to the grain, and which
/// of many workers is meant it does not say, so that a silo's end would wait for a digest.
/// </summary>
[Reentrant, GrainType("audit-queries")]
public sealed class AuditQueries(IAuditRows rows, BusinessClock clock, DatabaseIdentity database, TimeProvider real) : Grain, IAuditQueries
{
    private const int Page = 500;

    /// <summary>A commit is answered, or given up, well within it: what was recorded before has then been stored, or never will be.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    /// <summary>Between two pages: a digest is in nobody's hurry, and a journal of 600,000 streams is read beside the work.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    /// <summary>What nobody may read who searches leaves no silo.</summary>
    public async Task<ImmutableArray<AuditEvent>> Events(AuditEventQuery query, CancellationToken cancel)
        => [.. (await rows.FindAsync(query with { Limit = Math.Clamp(query.Limit, 1, AuditEventQuery.MaxLimit) }, cancel)).Select(e => e with { Data = ReportedCall.ForAudit(e.Type, e.Data) })];

    public async Task<JournalDigest> Digest(CancellationToken cancel)
    {
        var before = Envelope.ToMicroseconds(clock.Now);
        await Task.Delay(Settled, real, cancel);
        using var fold = new HeadFold();
        StreamId? after = null;
        while (true)
        {
            var heads = await rows.HeadsAsync(after, before, Page, cancel);
            foreach (var head in heads) fold.Add(head.Stream, head.Version, head.Hash);
            if (heads.Length < Page) return new JournalDigest(database.Id, before, fold.Done());
            after = heads[^1].Stream;
            await Task.Delay(Breath, real, cancel);
        }
    }
}

using System.Collections.Immutable;
using Circle.Contracts.Audit;
using Circle.Domain.Journal;

namespace Circle.Grains.Audit;

/// <summary>Where a stream stands, or stood.</summary>
/// <param name="Version">0: it had not begun.</param>
public sealed record JournalHead(StreamId Stream, long Version, string Hash);

/// <summary>
/// The journal across its streams, for auditors and for whoever checks it. Streams that keep their last event alone are no record of
/// anything, and left out.
/// </summary>
public interface IAuditRows
{
    /// <summary>Events newest first.</summary>
    Task<ImmutableArray<AuditEvent>> FindAsync(AuditEventQuery query, CancellationToken cancel);

    /// <summary>Heads after a stream, in ordinal order.</summary>
    /// <param name="before">As they stood when all that is recorded before it was stored; null: as they stand.</param>
    Task<ImmutableArray<JournalHead>> HeadsAsync(StreamId? after, DateTimeOffset? before, int limit, CancellationToken cancel);

    /// <summary>One head as it stands; null: there is none.</summary>
    Task<JournalHead?> HeadAsync(StreamId stream, CancellationToken cancel);

    /// <summary>Whole events after one, in the order of streams and versions.</summary>
    /// <param name="to">The last stream; null: to the last there is.</param>
    Task<ImmutableArray<Envelope>> EventsAsync(StreamId stream, long version, StreamId? to, int limit, CancellationToken cancel);
}

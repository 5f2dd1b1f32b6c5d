using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Grains.Journal;
using Circle.Silo.Storage;

namespace Circle.Silo.Journal;

/// <summary>The journal in one SQLite file: one thread writes, others read.</summary>
internal sealed class SqliteJournal(SqliteThreads writer, SqliteThreads readers) : IJournalStore
{
    public async Task<BatchOutcome> CommitAsync(ImmutableArray<Run> runs, CancellationToken cancel)
    {
        var batch = SqliteBatch.Of(runs);
        try
        {
            return await writer.RunAsync(session => SqliteCommit.Run(session, batch), cancel);
        }
        catch (OperationCanceledException e)
        {
            throw new JournalException(JournalFault.Transient, "busy: the batch's turn did not come in time, nothing was written", e);
        }
    }

    public Task<ImmutableArray<Envelope>> ReadAsync(StreamId stream, long after, int limit, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(
                    """
                    select version, type, schema, data, command_id, payload_hash, actor, recorded_at, effective_at, previous_hash
                      from event where stream = ?1 and version > ?2 order by version limit ?3
                    """)
                .Bind(1, stream.Value).Bind(2, after).Bind(3, limit)
                .Rows(r => Read(stream, r)).ToImmutableArray(),
            cancel);

    public Task<FoundCommands> FindAsync(StreamId stream, ImmutableArray<CommandId> commands, CancellationToken cancel)
        => readers.RunAsync(
            s => new FoundCommands(
                // Before the commands: a head that is too old is only looked at once more.
                s.Prepare("select version from stream where id = ?1").Bind(1, stream.Value).Rows(r => r.Integer(0)).FirstOrDefault(),
                [
                    .. commands.Distinct()
                        .SelectMany(c => s.Prepare(
                                "select version, payload_hash, recorded_at from event where stream = ?1 and command_id = ?2")
                            .Bind(1, stream.Value).Bind(2, c.Value)
                            .Rows(r => new AcceptedCommand(c, r.Integer(0), r.Text(1), Envelope.FromUnixMicroseconds(r.Integer(2)))))
                        .OrderBy(c => c.Version),
                ]),
            cancel);

    public Task<ImmutableArray<StreamHead>> HeadsAsync(StreamId? after, int limit, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select id, version from stream where id > ?1 order by id limit ?2")
                .Bind(1, after?.Value ?? "").Bind(2, limit)
                .Rows(r => new StreamHead(new StreamId(r.Text(0)), r.Integer(1))).ToImmutableArray(),
            cancel);

    public Task<DateTimeOffset?> LastRecordedAsync(CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select max(recorded_at) from stream")
                .Rows(r => r.IsNull(0) ? (DateTimeOffset?)null : Envelope.FromUnixMicroseconds(r.Integer(0)))[0],
            cancel);

    internal static Envelope Read(StreamId stream, SqliteStatement r) => new(
        stream,
        r.Integer(0),
        r.Text(1),
        checked((int)r.Integer(2)),
        r.Text(3),
        r.IsNull(4) ? null : new CommandId(r.Id(4)),
        r.TextOrNull(5),
        new Actor(r.Text(6)),
        Envelope.FromUnixMicroseconds(r.Integer(7)),
        Envelope.FromUnixMicroseconds(r.Integer(8)),
        r.Text(9));
}

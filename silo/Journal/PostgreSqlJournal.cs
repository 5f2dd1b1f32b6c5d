using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Grains.Journal;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Journal;

/// <summary>The journal in PostgreSQL. Reads have their own connections: activating grains never wait behind commits.</summary>
internal sealed class PostgreSqlJournal(NpgsqlDataSource writes, NpgsqlDataSource reads) : IJournalStore
{
    private readonly PostgreSqlEventReads events = new(reads);

    /// <summary>
    /// Two round trips, write and commit; where that does not pass, all over with locks: lock and read, write, commit. COMMIT goes
    /// alone, so that everything before it is known to be rolled back when it fails.
    /// </summary>
    public async Task<BatchOutcome> CommitAsync(ImmutableArray<Run> runs, CancellationToken cancel)
    {
        var checkedRuns = CheckedRun.Check(runs);
        var commitSent = false;
        try
        {
            await using var connection = await writes.OpenConnectionAsync(cancel);
            return await AttemptAsync(PostgreSqlOptimisticCommit.RunAsync) ?? (await AttemptAsync(PostgreSqlLockingCommit.RunAsync))!;

            async Task<BatchOutcome?> AttemptAsync(Func<NpgsqlConnection, ImmutableArray<CheckedRun>, CancellationToken, Task<BatchOutcome?>> attempt)
            {
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                var outcome = await attempt(connection, checkedRuns, cancel);
                if (outcome is not BatchOutcome.Committed)
                {
                    await transaction.RollbackAsync(cancel);
                    return outcome;
                }

                commitSent = true;
                await transaction.CommitAsync(CancellationToken.None);
                return outcome;
            }
        }
        catch (Exception e)
        {
            throw PostgreSqlFaults.Classify(e, commitSent);
        }
    }

    public Task<ImmutableArray<Envelope>> ReadAsync(StreamId stream, long after, int limit, CancellationToken cancel) => events.ReadAsync(stream, after, limit, cancel);

    public async Task<FoundCommands> FindAsync(StreamId stream, ImmutableArray<CommandId> commands, CancellationToken cancel)
    {
        const string Sql =
            """
            select coalesce(s.version, 0), e.command_id, e.version, e.payload_hash, e.recorded_at
              from (select $1) as asked (id) left join stream s on s.id = asked.id
              left join event e on e.stream = asked.id and e.command_id = any($2) order by e.version
            """;
        var rows = await reads.QueryAsync(
            Sql,
            [Text(stream.Value), Ids([.. commands.Select(c => (Guid?)c.Value)])],
            r => (Head: r.GetInt64(0), Command: r.IsDBNull(1) ? null : new AcceptedCommand(new CommandId(r.GetGuid(1)), r.GetInt64(2), r.GetString(3), r.MomentAt(4))),
            cancel);
        return new FoundCommands(rows[0].Head, [.. rows.Select(r => r.Command).OfType<AcceptedCommand>()]);
    }

    public async Task<ImmutableArray<StreamHead>> HeadsAsync(StreamId? after, int limit, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                "select id, version from stream where id > $1 order by id limit $2",
                [Text(after?.Value ?? ""), Number(limit)],
                r => new StreamHead(new StreamId(r.GetString(0)), r.GetInt64(1)),
                cancel),
        ];

    public async Task<DateTimeOffset?> LastRecordedAsync(CancellationToken cancel)
        => (await reads.QueryAsync(
            "select max(recorded_at) from stream", [], r => r.IsDBNull(0) ? (DateTimeOffset?)null : r.MomentAt(0), cancel))[0];

    internal static Envelope Read(StreamId stream, NpgsqlDataReader r) => new(
        stream,
        r.GetInt64(0),
        r.GetString(1),
        r.GetInt32(2),
        r.GetString(3),
        r.IsDBNull(4) ? null : new CommandId(r.GetGuid(4)),
        r.TextOrNull(5),
        new Actor(r.GetString(6)),
        r.MomentAt(7),
        r.MomentAt(8),
        r.GetString(9));
}

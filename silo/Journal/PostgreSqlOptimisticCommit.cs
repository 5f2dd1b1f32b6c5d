using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Grains.Journal;
using Circle.Silo.Places;
using Circle.Silo.Storage;
using Circle.Silo.Time;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Journal;

/// <summary>
/// One batch inside an open transaction, on the word of those who sent it: every head is set over the version that was expected,
/// every known row over the revision that was seen, in one round trip and with nothing read. Nearly every batch passes: a stream
/// has one writer unless an activation is double, a row one aggregate unless another has just touched it.
/// </summary>
internal static class PostgreSqlOptimisticCommit
{
    private const string StartHeads =
        """
        insert into stream (id, version, hash, recorded_at)
        select * from unnest($1, $2, $3, $4) as u (id, version, hash, recorded_at) order by id
            on conflict (id) do nothing
        """;

    private const string MoveHeads =
        """
        update stream s set version = u.version, hash = u.hash, recorded_at = u.recorded_at
          from unnest($1, $2, $3, $4, $5, $6) as u (id, version, hash, recorded_at, expected, previous_hash)
         where s.id = u.id and s.version = u.expected and s.hash = u.previous_hash
        """;

    /// <summary>Those of the rows that this transaction has not written: by its own mark, for another may have made the same of a row.</summary>
    private const string LockUnwritten =
        """
        select id, region, rev, cells, latest from place
         where id = any($1) and xmin <> pg_current_xact_id()::xid order by id for update
        """;

    /// <returns>Null: some run may have lost or holds an id that the journal has; the caller rolls back and takes the locking way.</returns>
    public static async Task<BatchOutcome?> RunAsync(NpgsqlConnection connection, ImmutableArray<CheckedRun> runs, CancellationToken cancel)
    {
        if (runs.DistinctBy(r => r.Run.Stream).Count() != runs.Length) return null;

        var sorted = runs.OrderBy(r => r.Run.Stream, StreamId.Ordinal).ToArray();
        ImmutableArray<bool> won = [.. Enumerable.Repeat(true, runs.Length)];
        var sums = RowMerge.Sum(runs, won);
        ImmutableArray<RowWrite> known = [.. sums.Where(s => s.Known is not null).Select(s => s.Over(s.Known))];

        await using var batch = new NpgsqlBatch(connection);
        var heads = AddHeads(batch, sorted);
        var events = PostgreSqlEventWrites.Add(batch, sorted.Select(r => r.Run));
        PostgreSqlEventWrites.Forget(batch, sorted.Select(r => r.Run));
        var written = PostgreSqlRowWrites.Add(batch, known);
        PostgreSqlAgendaWrites.Add(batch, AgendaMerge.Merge(runs, won));
        await batch.ExecuteNonQueryAsync(cancel);

        if (Affected(heads) != runs.Length || (long)events.RecordsAffected != runs.Sum(r => r.Run.Events.Length)) return null;
        if (known.Length == sums.Length && Affected(written) == known.Length) return RowMerge.Outcome(runs, won, known);
        return RowMerge.Outcome(runs, won, await WriteRestAsync(connection, sums, known, cancel));
    }

    private static ImmutableArray<NpgsqlBatchCommand> AddHeads(NpgsqlBatch batch, CheckedRun[] sorted)
    {
        var commands = ImmutableArray.CreateBuilder<NpgsqlBatchCommand>();
        CheckedRun[] begun = [.. sorted.Where(r => r.Run.Expected == 0)];
        if (begun.Length > 0) commands.Add(batch.Add(StartHeads, [.. After(begun)]));
        CheckedRun[] moved = [.. sorted.Where(r => r.Run.Expected != 0)];
        if (moved.Length > 0)
        {
            commands.Add(batch.Add(
                MoveHeads,
                [.. After(moved), Numbers([.. moved.Select(r => r.Run.Expected)]), Texts([.. moved.Select(r => r.Run.Events[0].PreviousHash)])]));
        }

        return commands.ToImmutable();
    }

    private static NpgsqlParameter[] After(CheckedRun[] runs) =>
    [
        Texts([.. runs.Select(r => r.Run.Stream.Value)]),
        Numbers([.. runs.Select(r => r.Run.Events[^1].Version)]),
        Texts([.. runs.Select(r => r.Hash)]),
        Moments([.. runs.Select(r => Micros(r.Run.Events[^1].RecordedAt))]),
    ];

    /// <summary>Rows that nobody knew, and known ones that somebody else has touched: locked, read and written over.</summary>
    private static async Task<ImmutableArray<RowWrite>> WriteRestAsync(
        NpgsqlConnection connection, ImmutableArray<RowSum> sums, ImmutableArray<RowWrite> known, CancellationToken cancel)
    {
        Dictionary<string, PlaceRow> stored;
        await using (var reading = new NpgsqlBatch(connection))
        {
            reading.Add(LockUnwritten, Texts([.. sums.Select(s => s.Id.Value)]));
            await using var reader = await reading.ExecuteReaderAsync(cancel);
            stored = await PostgreSqlRowWrites.ReadAsync(reader, cancel);
        }

        var done = known.Where(w => !stored.ContainsKey(w.Row.Id.Value)).ToDictionary(w => w.Row.Id);
        ImmutableArray<RowWrite> rest = [.. sums.Where(s => !done.ContainsKey(s.Id)).Select(s => s.Over(stored.GetValueOrDefault(s.Id.Value)))];
        await using var batch = new NpgsqlBatch(connection);
        PostgreSqlRowWrites.Add(batch, rest);
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancel);
        return [.. done.Values, .. rest];
    }

    private static long Affected(ImmutableArray<NpgsqlBatchCommand> commands) => commands.Sum(c => (long)c.RecordsAffected);
}

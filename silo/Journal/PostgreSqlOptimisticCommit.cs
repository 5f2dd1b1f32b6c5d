using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Grains.Journal;
using Circle.Silo.Lists;
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

    /// <summary>
    /// Locks all rows in order, and gives those that are not as they were seen. What was seen goes through the lock with its row: joined
    /// afterwards by the only plan that writes are left, it took the square of the batch.
    /// </summary>
    private const string LockRows =
        """
        with locked as materialized (
            select p.id, p.region, p.rev, p.cells, p.latest, u.seen
              from unnest($1, $2) as u (id, seen) join place p on p.id = u.id order by p.id for update of p)
        select id, region, rev, cells, latest from locked where rev <> seen
        """;

    /// <returns>Null: some run may have lost or holds an id that the journal has; the caller rolls back and takes the locking way.</returns>
    public static async Task<BatchOutcome?> RunAsync(NpgsqlConnection connection, ImmutableArray<CheckedRun> runs, CancellationToken cancel)
    {
        if (runs.DistinctBy(r => r.Run.Stream).Count() != runs.Length) return null;

        var expected = ExpectedBatch.Of(runs);

        // One statement locks in one order; two might meet those of another silo crosswise.
        var isOneStatement = expected.Sums.All(s => s.Head is null) || expected.Sums.All(s => s.Head is not null);
        return isOneStatement && expected.Sums.All(s => s.Known is not null)
            ? await OnceAsync(connection, expected, cancel)
            : await TwiceAsync(connection, expected, cancel);
    }

    // Heads, rows, events, agenda, lists: the locking way takes them in the same order, so that no two wait crosswise. A run that has
    // lost writes events all the same until it is rolled back, and whoever won waits for that at the events alone.

    /// <summary>Every row was seen: one round trip.</summary>
    private static async Task<BatchOutcome?> OnceAsync(NpgsqlConnection connection, ExpectedBatch expected, CancellationToken cancel)
    {
        ImmutableArray<RowWrite> rows = [.. expected.Sums.Select(s => s.Over(s.Known))];
        await using var batch = new NpgsqlBatch(connection);
        var heads = AddHeads(batch, expected.Sorted);
        var written = PostgreSqlRowWrites.Add(batch, rows);
        var events = AddEvents(batch, expected.Sorted);
        PostgreSqlAgendaWrites.Add(batch, expected.Agenda);
        PostgreSqlListWrites.Add(batch, expected.Lists);
        await batch.ExecuteNonQueryAsync(cancel);
        return HaveAllWon(expected, heads, events) && Affected(written) == rows.Length ? RowMerge.Outcome(expected.Runs, expected.Won, rows) : null;
    }

    /// <summary>Some row is new, or nobody has seen it: the rows are locked in the first round trip and written in the second.</summary>
    private static async Task<BatchOutcome?> TwiceAsync(NpgsqlConnection connection, ExpectedBatch expected, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        var heads = AddHeads(batch, expected.Sorted);
        batch.Add(LockRows, Texts([.. expected.Sums.Select(s => s.Id.Value)]), Numbers([.. expected.Sums.Select(s => s.Known?.Revision ?? -1)]));
        var events = AddEvents(batch, expected.Sorted);
        Dictionary<string, PlaceRow> changed;
        await using (var reader = await batch.ExecuteReaderAsync(cancel))
        {
            changed = await PostgreSqlRowWrites.ReadAsync(reader, cancel);
            await reader.NextResultAsync(cancel);
        }

        if (!HaveAllWon(expected, heads, events)) return null;

        ImmutableArray<RowWrite> rows = [.. expected.Sums.Select(s => s.Over(changed.GetValueOrDefault(s.Id.Value) ?? s.Known))];
        await using var rest = new NpgsqlBatch(connection);
        PostgreSqlRowWrites.Add(rest, rows);
        PostgreSqlAgendaWrites.Add(rest, expected.Agenda);
        PostgreSqlListWrites.Add(rest, expected.Lists);
        if (rest.BatchCommands.Count > 0) await rest.ExecuteNonQueryAsync(cancel);
        return RowMerge.Outcome(expected.Runs, expected.Won, rows);
    }

    private static NpgsqlBatchCommand AddEvents(NpgsqlBatch batch, ImmutableArray<CheckedRun> sorted)
    {
        var events = PostgreSqlEventWrites.Add(batch, sorted.Select(r => r.Run));
        PostgreSqlEventWrites.Forget(batch, sorted.Select(r => r.Run));
        return events;
    }

    private static bool HaveAllWon(ExpectedBatch expected, ImmutableArray<NpgsqlBatchCommand> heads, NpgsqlBatchCommand events)
        => Affected(heads) == expected.Runs.Length && (long)events.RecordsAffected == expected.Runs.Sum(r => r.Run.Events.Length);

    private static ImmutableArray<NpgsqlBatchCommand> AddHeads(NpgsqlBatch batch, ImmutableArray<CheckedRun> sorted)
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

    private static long Affected(ImmutableArray<NpgsqlBatchCommand> commands) => commands.Sum(c => (long)c.RecordsAffected);
}

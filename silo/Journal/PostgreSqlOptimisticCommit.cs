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

    /// <summary>Locks all rows in order, and gives those that are not as they were seen.</summary>
    private const string LockRows =
        """
        with locked as materialized (select id, region, rev, cells, latest from place where id = any($1) order by id for update)
        select l.id, l.region, l.rev, l.cells, l.latest from locked l join unnest($1, $2) as u (id, seen) using (id) where l.rev <> u.seen
        """;

    /// <returns>Null: some run may have lost or holds an id that the journal has; the caller rolls back and takes the locking way.</returns>
    public static async Task<BatchOutcome?> RunAsync(NpgsqlConnection connection, ImmutableArray<CheckedRun> runs, CancellationToken cancel)
    {
        if (runs.DistinctBy(r => r.Run.Stream).Count() != runs.Length) return null;

        var (_, won, sorted, sums, agenda) = ExpectedBatch.Of(runs);

        // One statement locks in one order; two might meet those of another silo crosswise.
        var isKnown = sums.All(s => s.Known is not null && s.Head is not null) || sums.All(s => s.Known is not null && s.Head is null);
        ImmutableArray<RowWrite> rows = isKnown ? [.. sums.Select(s => s.Over(s.Known))] : [];

        // Heads, rows, events, agenda: the locking way takes them in the same order, so that no two wait crosswise. A run that has
        // lost writes events all the same until it is rolled back, and whoever won waits for that at the events alone.
        await using var batch = new NpgsqlBatch(connection);
        var heads = AddHeads(batch, sorted);
        var written = isKnown ? PostgreSqlRowWrites.Add(batch, rows) : [];
        if (!isKnown) batch.Add(LockRows, Texts([.. sums.Select(s => s.Id.Value)]), Numbers([.. sums.Select(s => s.Known?.Revision ?? -1)]));
        var events = PostgreSqlEventWrites.Add(batch, sorted.Select(r => r.Run));
        PostgreSqlEventWrites.Forget(batch, sorted.Select(r => r.Run));
        if (isKnown) PostgreSqlAgendaWrites.Add(batch, agenda);
        Dictionary<string, PlaceRow> changed;
        await using (var reader = await batch.ExecuteReaderAsync(cancel))
        {
            changed = isKnown ? [] : await PostgreSqlRowWrites.ReadAsync(reader, cancel);
            await reader.NextResultAsync(cancel);
        }

        if (Affected(heads) != runs.Length || (long)events.RecordsAffected != runs.Sum(r => r.Run.Events.Length)) return null;
        if (isKnown) return Affected(written) == rows.Length ? RowMerge.Outcome(runs, won, rows) : null;

        rows = [.. sums.Select(s => s.Over(changed.GetValueOrDefault(s.Id.Value) ?? s.Known))];
        await using var rest = new NpgsqlBatch(connection);
        PostgreSqlRowWrites.Add(rest, rows);
        PostgreSqlAgendaWrites.Add(rest, agenda);
        if (rest.BatchCommands.Count > 0) await rest.ExecuteNonQueryAsync(cancel);
        return RowMerge.Outcome(runs, won, rows);
    }

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

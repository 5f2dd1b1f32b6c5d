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
/// One batch inside an open transaction, everything locked before it is judged: heads, place rows, events, agenda rows, list
/// rows, each in sorted order. The way for a batch of which somebody may lose, or holds an id that the journal has.
/// </summary>
internal static class PostgreSqlLockingCommit
{
    // An update joined with unnest may lock in any order however its input is sorted; so everything is locked first.
    private const string StartStreams =
        """
        insert into stream (id, version, hash, recorded_at)
        select id, 0, '', '-infinity' from unnest($1) as u (id) order by id
            on conflict (id) do nothing
        """;

    private const string LockStreams = "select id, version, hash from stream where id = any($1) order by id for update";

    private const string MoveHeads =
        """
        update stream s set version = u.version, hash = u.hash, recorded_at = u.recorded_at
          from unnest($1, $2, $3, $4) as u (id, version, hash, recorded_at) where s.id = u.id
        """;

    /// <returns>Committed as far as it can be without COMMIT, or Repeated, and then the caller rolls back.</returns>
    public static async Task<BatchOutcome?> RunAsync(NpgsqlConnection connection, ImmutableArray<CheckedRun> runs, CancellationToken cancel)
    {
        var (heads, stored) = await LockAsync(connection, runs, cancel);
        var fence = Fence.Decide(runs, id => heads.GetValueOrDefault(id.Value, Head.None));
        if (fence.Repeated.Length > 0) return new BatchOutcome.Repeated(fence.Repeated);
        if (fence.Heads.Length == 0) return RowMerge.Outcome(runs, fence.Won, []);

        var rows = RowMerge.Merge(runs, fence.Won, id => stored.GetValueOrDefault(id.Value));
        Run[] won = [.. Enumerable.Range(0, runs.Length).Where(i => fence.Won[i]).Select(i => runs[i].Run)];
        await using var batch = new NpgsqlBatch(connection);
        AddHeads(batch, fence.Heads);
        var added = PostgreSqlEventWrites.Add(batch, won);
        PostgreSqlRowWrites.Add(batch, rows);
        PostgreSqlAgendaWrites.Add(batch, AgendaMerge.Merge(runs, fence.Won));
        PostgreSqlListWrites.Add(batch, ListMerge.Merge(runs, fence.Won));
        await batch.ExecuteNonQueryAsync(cancel);
        if ((int)added.RecordsAffected != won.Sum(r => r.Events.Length)) return new BatchOutcome.Repeated(await RepeatedAsync(connection, runs, fence.Won, cancel));

        // Only now: the event that an id stands at has to be there to be found.
        await using var last = new NpgsqlBatch(connection);
        if (PostgreSqlEventWrites.Forget(last, won)) await last.ExecuteNonQueryAsync(cancel);
        return RowMerge.Outcome(runs, fence.Won, rows);
    }

    private static async Task<(Dictionary<string, Head> Heads, Dictionary<string, PlaceRow> Rows)> LockAsync(
        NpgsqlConnection connection, ImmutableArray<CheckedRun> runs, CancellationToken cancel)
    {
        var streams = Fence.Streams(runs);
        string[] started = [.. Fence.Streams([.. runs.Where(r => r.Run.Expected == 0)])];
        var touched = RowMerge.Touched(runs);
        await using var batch = new NpgsqlBatch(connection);
        if (started.Length > 0) batch.Add(StartStreams, Texts(started));
        batch.Add(LockStreams, Texts(streams));
        batch.Add(PostgreSqlRowWrites.Lock, Texts(touched));

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var heads = new Dictionary<string, Head>(streams.Length, StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel)) heads.Add(reader.GetString(0), new Head(reader.GetInt64(1), reader.GetString(2)));
        await reader.NextResultAsync(cancel);
        return (heads, await PostgreSqlRowWrites.ReadAsync(reader, cancel));
    }

    private static void AddHeads(NpgsqlBatch batch, ImmutableArray<NewHead> heads) => batch.Add(
        MoveHeads,
        Texts([.. heads.Select(h => h.Stream.Value)]),
        Numbers([.. heads.Select(h => h.Version)]),
        Texts([.. heads.Select(h => h.Hash)]),
        Moments([.. heads.Select(h => Micros(h.RecordedAt))]));

    /// <summary>Some event was ignored: whose command id stands at another version than the run's own?</summary>
    private static async Task<ImmutableArray<int>> RepeatedAsync(
        NpgsqlConnection connection, ImmutableArray<CheckedRun> runs, ImmutableArray<bool> won, CancellationToken cancel)
    {
        var asked = Enumerable.Range(0, runs.Length).Where(i => won[i])
            .SelectMany(i => runs[i].Run.Events.Where(e => e.Command is not null).Select(e => (Index: i, Event: e))).ToArray();
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            """
            select distinct u.run from unnest($1, $2, $3, $4) as u (run, stream, command_id, version)
              join event e on e.stream = u.stream and e.command_id = u.command_id
             where e.version <> u.version order by u.run
            """,
            Numbers([.. asked.Select(a => a.Index)]),
            Texts([.. asked.Select(a => a.Event.Stream.Value)]),
            Ids([.. asked.Select(a => a.Event.Command?.Value)]),
            Numbers([.. asked.Select(a => a.Event.Version)]));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var repeated = ImmutableArray.CreateBuilder<int>();
        while (await reader.ReadAsync(cancel)) repeated.Add(reader.GetInt32(0));
        return repeated.ToImmutable();
    }
}

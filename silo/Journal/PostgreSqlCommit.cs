using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Journal;
using Circle.Silo.Places;
using Circle.Silo.Storage;
using Circle.Silo.Time;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Journal;

/// <summary>One batch inside an open transaction: heads, place rows, events, agenda rows, each locked in sorted order.</summary>
internal static class PostgreSqlCommit
{
    // An update joined with unnest may lock in any order however its input is sorted; so everything is locked first.
    private const string StartStreams =
        """
        insert into stream (id, version, hash, recorded_at)
        select id, 0, '', '-infinity' from unnest($1) as u (id) order by id
            on conflict (id) do nothing
        """;

    private const string LockStreams = "select id, version, hash from stream where id = any($1) order by id for update";

    private const string LockRows = "select id, region, rev, cells, latest from place where id = any($1) order by id for update";

    private const string MoveHeads =
        """
        update stream s set version = u.version, hash = u.hash, recorded_at = u.recorded_at
          from unnest($1, $2, $3, $4) as u (id, version, hash, recorded_at) where s.id = u.id
        """;

    private const string AddEvents =
        """
        insert into event (stream, version, type, schema, data, command_id, payload_hash, actor,
                           recorded_at, effective_at, previous_hash)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (stream, command_id) where command_id is not null do nothing
        """;

    /// <returns>Committed as far as it can be without COMMIT, or Repeated, and then the caller rolls back.</returns>
    public static async Task<BatchOutcome> RunAsync(NpgsqlConnection connection, ImmutableArray<CheckedRun> runs, CancellationToken cancel)
    {
        var (heads, stored) = await LockAsync(connection, runs, cancel);
        var fence = Fence.Decide(runs, id => heads.GetValueOrDefault(id.Value, Head.None));
        if (fence.Repeated.Length > 0) return new BatchOutcome.Repeated(fence.Repeated);
        if (fence.Heads.Length == 0) return new BatchOutcome.Committed([.. runs.Select(_ => RunVerdict.Lost)]);

        var rows = RowMerge.Merge(runs, fence.Won, id => stored.GetValueOrDefault(id.Value));
        Envelope[] events =
        [
            .. Enumerable.Range(0, runs.Length).Where(i => fence.Won[i]).SelectMany(i => runs[i].Run.Events)
                .OrderBy(e => e.Stream, StreamId.Ordinal),
        ];

        await using var batch = new NpgsqlBatch(connection);
        AddHeads(batch, fence.Heads);
        var added = AddNewEvents(batch, events);
        PostgreSqlRowWrites.Add(batch, rows);
        PostgreSqlAgendaWrites.Add(batch, AgendaMerge.Merge(runs, fence.Won));
        await batch.ExecuteNonQueryAsync(cancel);
        if ((int)added.RecordsAffected != events.Length) return new BatchOutcome.Repeated(await RepeatedAsync(connection, runs, fence.Won, cancel));

        // Only now: the event that an id stands at has to be there to be found.
        Envelope[] last = [.. Enumerable.Range(0, runs.Length).Where(i => fence.Won[i] && runs[i].Run.KeepsLastEventOnly).Select(i => runs[i].Run.Events[^1])];
        if (last.Length > 0) await ForgetAsync(connection, last, cancel);
        return new BatchOutcome.Committed(RowMerge.Verdicts(runs, fence.Won, rows));
    }

    private static async Task<(Dictionary<string, Head> Heads, Dictionary<string, StoredRow> Rows)> LockAsync(
        NpgsqlConnection connection, ImmutableArray<CheckedRun> runs, CancellationToken cancel)
    {
        var streams = Fence.Streams(runs);
        string[] started = [.. Fence.Streams([.. runs.Where(r => r.Run.Expected == 0)])];
        var touched = RowMerge.Touched(runs);
        await using var batch = new NpgsqlBatch(connection);
        if (started.Length > 0) batch.Add(StartStreams, Texts(started));
        batch.Add(LockStreams, Texts(streams));
        batch.Add(LockRows, Texts(touched));

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var heads = new Dictionary<string, Head>(streams.Length, StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel)) heads.Add(reader.GetString(0), new Head(reader.GetInt64(1), reader.GetString(2)));

        await reader.NextResultAsync(cancel);
        var rows = new Dictionary<string, StoredRow>(touched.Length, StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
        {
            var row = new StoredRow(PlaceId.Of(reader.GetString(1)), reader.GetInt64(2), Cells.Read(reader.GetString(3)), reader.TextOrNull(4));
            rows.Add(reader.GetString(0), row);
        }

        return (heads, rows);
    }

    private static void AddHeads(NpgsqlBatch batch, ImmutableArray<NewHead> heads) => batch.Add(
        MoveHeads,
        Texts([.. heads.Select(h => h.Stream.Value)]),
        Numbers([.. heads.Select(h => h.Version)]),
        Texts([.. heads.Select(h => h.Hash)]),
        Moments([.. heads.Select(h => Micros(h.RecordedAt))]));

    /// <summary>Streams that keep their last event alone.</summary>
    private static async Task ForgetAsync(NpgsqlConnection connection, Envelope[] last, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            "delete from event e using unnest($1, $2) as u (stream, version) where e.stream = u.stream and e.version < u.version",
            Texts([.. last.Select(e => e.Stream.Value)]),
            Numbers([.. last.Select(e => e.Version)]));
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlBatchCommand AddNewEvents(NpgsqlBatch batch, Envelope[] events) => batch.Add(
        AddEvents,
        Texts([.. events.Select(e => e.Stream.Value)]),
        Numbers([.. events.Select(e => e.Version)]),
        Texts([.. events.Select(e => e.Type)]),
        Numbers([.. events.Select(e => e.Schema)]),
        Texts([.. events.Select(e => e.Data)]),
        Ids([.. events.Select(e => e.Command?.Value)]),
        Texts([.. events.Select(e => e.PayloadHash)]),
        Texts([.. events.Select(e => e.Actor.Value)]),
        Moments([.. events.Select(e => Micros(e.RecordedAt))]),
        Moments([.. events.Select(e => Micros(e.EffectiveAt))]),
        Texts([.. events.Select(e => e.PreviousHash)]));

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

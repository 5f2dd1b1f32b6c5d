using Circle.Domain.Journal;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Journal;

/// <summary>The events of runs whose heads the transaction holds.</summary>
internal static class PostgreSqlEventWrites
{
    private const string Insert =
        """
        insert into event (stream, version, type, schema, data, command_id, payload_hash, actor,
                           recorded_at, effective_at, previous_hash)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict do nothing
        """;

    private const string DeleteBefore =
        "delete from event e using unnest($1, $2) as u (stream, version) where e.stream = u.stream and e.version < u.version";

    /// <returns>What says, once run, how many were new: fewer than there are, and some command id was there.</returns>
    public static NpgsqlBatchCommand Add(NpgsqlBatch batch, IEnumerable<Run> runs)
    {
        Envelope[] events = [.. runs.OrderBy(r => r.Stream, StreamId.Ordinal).SelectMany(r => r.Events)];
        return batch.Add(
            Insert,
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
    }

    /// <summary>For streams that keep their last event alone. False: none of them does.</summary>
    public static bool Forget(NpgsqlBatch batch, IEnumerable<Run> runs)
    {
        Envelope[] last = [.. runs.Where(r => r.KeepsLastEventOnly).Select(r => r.Events[^1])];
        if (last.Length > 0) batch.Add(DeleteBefore, Texts([.. last.Select(e => e.Stream.Value)]), Numbers([.. last.Select(e => e.Version)]));
        return last.Length > 0;
    }
}

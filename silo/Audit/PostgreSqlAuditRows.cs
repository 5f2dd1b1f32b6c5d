using System.Collections.Immutable;
using Circle.Contracts.Audit;
using Circle.Domain.Journal;
using Circle.Grains.Audit;
using Circle.Silo.Journal;
using Circle.Silo.Storage;
using Npgsql;
using NpgsqlTypes;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Audit;

/// <summary>A search without a stream reads the whole table: an index by time would cost every event that is stored. Too much for five seconds is "busy".</summary>
internal sealed class PostgreSqlAuditRows(NpgsqlDataSource reads) : IAuditRows
{
    public async Task<ImmutableArray<AuditEvent>> FindAsync(AuditEventQuery query, CancellationToken cancel)
    {
        var parameters = new List<NpgsqlParameter>();
        List<string> conditions = [AuditSql.IsRecord("stream")];
        if (query.Stream is { } stream) conditions.Add($"stream = {Add(Text(stream.Value))}");
        if (query.Actor is { } actor) conditions.Add($"actor = {Add(Text(actor.Value))}");
        if (query.Type is { } type) conditions.Add($"type = {Add(Text(type))}");
        if (query.From is { } from) conditions.Add($"recorded_at >= {Add(Moment(from))}");
        if (query.Until is { } until) conditions.Add($"recorded_at < {Add(Moment(until))}");
        if (query.Before is { } before) conditions.Add($"(recorded_at, stream, version) < ({Add(Moment(before.At))}, {Add(Text(before.Stream))}, {Add(Number(before.Version))})");
        var sql =
            $"""
             select stream, version, type, data, actor, recorded_at, effective_at from event
              where {string.Join(" and ", conditions)}
              order by recorded_at desc, stream desc, version desc limit {Add(Number(query.Limit))}
             """;
        return
        [
            .. await reads.QueryAsync(
                sql,
                [.. parameters],
                r => new AuditEvent(new StreamId(r.GetString(0)), r.GetInt64(1), r.GetString(2), r.GetString(3), new Actor(r.GetString(4)), r.MomentAt(5), r.MomentAt(6)),
                cancel),
        ];

        string Add(NpgsqlParameter parameter)
        {
            parameters.Add(parameter);
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${parameters.Count}");
        }
    }

    public async Task<ImmutableArray<JournalHead>> HeadsAsync(StreamId? after, DateTimeOffset? before, int limit, CancellationToken cancel)
    {
        // The first event of the moment or after it says what stood before.
        var sql =
            $"""
             select s.id, coalesce(e.version - 1, s.version), coalesce(e.previous_hash, s.hash)
               from (select * from stream where id > $1 and version > 0 and {AuditSql.IsRecord("id")} order by id limit $2) s
               left join lateral (select version, previous_hash from event
                                   where stream = s.id and recorded_at >= $3 order by version limit 1) e on s.recorded_at >= $3
              order by s.id
             """;
        return
        [
            .. await reads.QueryAsync(
                sql,
                [Text(after?.Value ?? ""), Number(limit), before is { } moment ? Moment(moment) : new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz }],
                HeadOf,
                cancel),
        ];
    }

    public async Task<JournalHead?> HeadAsync(StreamId stream, CancellationToken cancel)
        => (await reads.QueryAsync("select id, version, hash from stream where id = $1", [Text(stream.Value)], HeadOf, cancel)).FirstOrDefault();

    public async Task<ImmutableArray<Envelope>> EventsAsync(StreamId stream, long version, StreamId? to, int limit, CancellationToken cancel)
    {
        var sql =
            $"""
             select version, type, schema, data, command_id, payload_hash, actor, recorded_at, effective_at, previous_hash, stream
               from event where (stream, version) > ($1, $2) {(to is null ? "" : "and stream <= $4")} and {AuditSql.IsRecord("stream")}
              order by stream, version limit $3
             """;
        NpgsqlParameter[] parameters = [Text(stream.Value), Number(version), Number(limit), .. to is { } last ? [Text(last.Value)] : Array.Empty<NpgsqlParameter>()];
        return [.. await reads.QueryAsync(sql, parameters, r => PostgreSqlJournal.Read(new StreamId(r.GetString(10)), r), cancel)];
    }

    private static JournalHead HeadOf(NpgsqlDataReader r) => new(new StreamId(r.GetString(0)), r.GetInt64(1), r.GetString(2));
}

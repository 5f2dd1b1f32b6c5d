using System.Collections.Immutable;
using Circle.Contracts.Audit;
using Circle.Domain.Journal;
using Circle.Grains.Audit;
using Circle.Silo.Journal;
using Circle.Silo.Storage;

namespace Circle.Silo.Audit;

/// <param name="reader">A thread of its own: a search without a stream reads the whole table (an index by time would cost every event that is stored).</param>
internal sealed class SqliteAuditRows(SqliteThreads reader) : IAuditRows
{
    public Task<ImmutableArray<AuditEvent>> FindAsync(AuditEventQuery query, CancellationToken cancel)
    {
        List<string> conditions = [AuditSql.IsRecord("stream")];
        if (query.Stream is not null) conditions.Add("stream = ?1");
        if (query.Actor is not null) conditions.Add("actor = ?2");
        if (query.Type is not null) conditions.Add("type = ?3");
        if (query.From is not null) conditions.Add("recorded_at >= ?4");
        if (query.Until is not null) conditions.Add("recorded_at < ?5");
        if (query.Before is not null) conditions.Add("(recorded_at, stream, version) < (?6, ?7, ?8)");
        var sql =
            $"""
             select stream, version, type, data, actor, recorded_at, effective_at from event
              where {string.Join(" and ", conditions)}
              order by recorded_at desc, stream desc, version desc limit ?9
             """;
        return reader.RunAsync(
            s =>
            {
                var statement = s.Prepare(sql);
                if (query.Stream is { } stream) statement.Bind(1, stream.Value);
                if (query.Actor is { } actor) statement.Bind(2, actor.Value);
                if (query.Type is { } type) statement.Bind(3, type);
                if (query.From is { } from) statement.Bind(4, Envelope.UnixMicroseconds(from));
                if (query.Until is { } until) statement.Bind(5, Envelope.UnixMicroseconds(until));
                if (query.Before is { } before) statement.Bind(6, Envelope.UnixMicroseconds(before.At)).Bind(7, before.Stream).Bind(8, before.Version);
                return statement.Bind(9, query.Limit)
                    .Rows(r => new AuditEvent(
                        new StreamId(r.Text(0)), r.Integer(1), r.Text(2), r.Text(3), new Actor(r.Text(4)), Envelope.FromUnixMicroseconds(r.Integer(5)), Envelope.FromUnixMicroseconds(r.Integer(6))))
                    .ToImmutableArray();
            },
            cancel);
    }

    public Task<ImmutableArray<JournalHead>> HeadsAsync(StreamId? after, DateTimeOffset? before, int limit, CancellationToken cancel)
        => reader.RunAsync(
            s =>
            {
                var heads = s.Prepare($"select id, version, hash, recorded_at from stream where id > ?1 and {AuditSql.IsRecord("id")} order by id limit ?2")
                    .Bind(1, after?.Value ?? "").Bind(2, limit)
                    .Rows(r => (Head: HeadOf(r), RecordedAt: r.Integer(3)));
                return before is { } moment
                    ? [.. heads.Select(h => h.RecordedAt < Envelope.UnixMicroseconds(moment) ? h.Head : Earlier(s, h.Head, Envelope.UnixMicroseconds(moment)))]
                    : heads.Select(h => h.Head).ToImmutableArray();
            },
            cancel);

    public Task<JournalHead?> HeadAsync(StreamId stream, CancellationToken cancel)
        => reader.RunAsync(s => s.Prepare("select id, version, hash from stream where id = ?1").Bind(1, stream.Value).Rows(HeadOf).FirstOrDefault(), cancel);

    public Task<ImmutableArray<Envelope>> EventsAsync(StreamId stream, long version, StreamId? to, int limit, CancellationToken cancel)
        => reader.RunAsync(
            s => s.Prepare(
                    $"""
                     select version, type, schema, data, command_id, payload_hash, actor, recorded_at, effective_at, previous_hash, stream
                       from event where (stream, version) > (?1, ?2) and (?3 is null or stream <= ?3) and {AuditSql.IsRecord("stream")}
                      order by stream, version limit ?4
                     """)
                .Bind(1, stream.Value).Bind(2, version).Bind(3, to?.Value).Bind(4, limit)
                .Rows(r => SqliteJournal.Read(new StreamId(r.Text(10)), r)).ToImmutableArray(),
            cancel);

    private static JournalHead HeadOf(SqliteStatement r) => new(new StreamId(r.Text(0)), r.Integer(1), r.Text(2));

    /// <summary>The first event of the moment or after it says what stood before.</summary>
    private static JournalHead Earlier(SqliteSession session, JournalHead head, long moment)
        => session.Prepare("select version - 1, previous_hash from event where stream = ?1 and recorded_at >= ?2 order by version limit 1")
            .Bind(1, head.Stream.Value).Bind(2, moment)
            .Rows(r => new JournalHead(head.Stream, r.Integer(0), r.Text(1))).FirstOrDefault() ?? head;
}

internal static class AuditSql
{
    /// <summary>Where a column names no stream that keeps its last event alone.</summary>
    public static string IsRecord(string column) => string.Join(" and ", LastEventOnly.Kinds.Select(kind => IsNot(column, kind)));

    private static string IsNot(string column, string kind) => $"substr({column}, 1, {kind.Length + 1}) <> '{kind}:'";
}

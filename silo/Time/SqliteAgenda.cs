using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Grains.Time;
using Circle.Silo.Storage;

namespace Circle.Silo.Time;

internal sealed class SqliteAgenda(SqliteThreads writer) : IAgenda
{
    public Task<ImmutableArray<AgendaItem>> ClaimAsync(
        DateTimeOffset now, DateTimeOffset realNow, DateTimeOffset leaseUntil, int limit, CancellationToken cancel)
        => writer.RunAsync(
            s => s.Prepare(
                    """
                    update agenda set claimed_until = ?3
                     where (stream, kind, key) in (
                           select stream, kind, key from agenda
                            where due_at <= ?1 and (claimed_until is null or claimed_until <= ?2 or claimed_until > ?3)
                            order by case when claimed_until <= ?2 then claimed_until end nulls first, due_at, stream, kind, key limit ?4)
                    returning stream, kind, key, due_at, target
                    """)
                .Bind(1, Envelope.UnixMicroseconds(now)).Bind(2, Envelope.UnixMicroseconds(realNow))
                .Bind(3, Envelope.UnixMicroseconds(leaseUntil)).Bind(4, limit)
                .Rows(r => new AgendaItem(
                    new StreamId(r.Text(0)), r.Text(1), r.Text(2), Envelope.FromUnixMicroseconds(r.Integer(3)), new StreamId(r.Text(4))))
                .OrderBy(i => i.Due).ThenBy(i => i.Stream, StreamId.Ordinal).ToImmutableArray(),
            cancel);

    public Task<bool> IsDueAsync(DateTimeOffset now, CancellationToken cancel)
        => writer.RunAsync(s => s.Prepare("select exists (select 1 from agenda where due_at <= ?1)").Bind(1, Envelope.UnixMicroseconds(now)).Rows(r => r.Integer(0) == 1).Single(), cancel);
}

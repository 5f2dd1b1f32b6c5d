using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Grains.Time;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Time;

internal sealed class PostgreSqlAgenda(NpgsqlDataSource reads) : IAgenda
{
    private const string Query =
        """
        with due as materialized (
            select stream, kind, key from agenda
             where due_at <= $1 and (claimed_until is null or claimed_until <= $2 or claimed_until > $3)
             order by case when claimed_until <= $2 then claimed_until end nulls first, due_at, stream, kind, key limit $4
               for update skip locked)
        update agenda a set claimed_until = $3 from due d
         where a.stream = d.stream and a.kind = d.kind and a.key = d.key
        returning a.stream, a.kind, a.key, a.due_at, a.target
        """;

    public async Task<ImmutableArray<AgendaItem>> ClaimAsync(
        DateTimeOffset now, DateTimeOffset realNow, DateTimeOffset leaseUntil, int limit, CancellationToken cancel)
        =>
        [
            .. (await reads.QueryAsync(
                Query,
                [Moment(now), Moment(realNow), Moment(leaseUntil), Number(limit)],
                r => new AgendaItem(
                    new StreamId(r.GetString(0)), r.GetString(1), r.GetString(2), r.MomentAt(3), new StreamId(r.GetString(4))),
                cancel)).OrderBy(i => i.Due).ThenBy(i => i.Stream, StreamId.Ordinal),
        ];

    public async Task<bool> IsDueAsync(DateTimeOffset now, CancellationToken cancel)
        => (await reads.QueryAsync("select exists (select 1 from agenda where due_at <= $1)", [Moment(now)], r => r.GetBoolean(0), cancel)).Single();
}

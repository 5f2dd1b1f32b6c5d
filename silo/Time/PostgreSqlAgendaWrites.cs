using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Time;

/// <summary>Writes a batch's agenda rows; a row that is moved may be claimed anew.</summary>
internal static class PostgreSqlAgendaWrites
{
    // Locked in sorted order first: a delete joined with unnest may take its rows in any order.
    private const string Delete =
        """
        with gone as materialized (
            select a.stream, a.kind, a.key from agenda a
              join unnest($1, $2, $3) as u (stream, kind, key) using (stream, kind, key)
             order by a.stream, a.kind, a.key for update of a)
        delete from agenda a using gone g where a.stream = g.stream and a.kind = g.kind and a.key = g.key
        """;

    private const string Upsert =
        """
        insert into agenda (stream, kind, key, due_at, target)
        select * from unnest($1, $2, $3, $4, $5) as u (stream, kind, key, due_at, target) order by stream, kind, key
            on conflict (stream, kind, key) do update set due_at = excluded.due_at, target = excluded.target, claimed_until = null
        """;

    public static void Add(NpgsqlBatch batch, ImmutableArray<AgendaChange> changes)
    {
        AgendaItem[] removed = [.. changes.Where(c => c.Remove).Select(c => c.Item)];
        if (removed.Length > 0) batch.Add(Delete, [.. Keys(removed)]);
        AgendaItem[] kept = [.. changes.Where(c => !c.Remove).Select(c => c.Item)];
        if (kept.Length == 0) return;
        batch.Add(Upsert, [.. Keys(kept), Moments([.. kept.Select(i => Micros(i.Due))]), Texts([.. kept.Select(i => i.Target.Value)])]);
    }

    private static NpgsqlParameter[] Keys(AgendaItem[] items) =>
    [
        Texts([.. items.Select(i => i.Stream.Value)]), Texts([.. items.Select(i => i.Kind)]), Texts([.. items.Select(i => i.Key)]),
    ];
}

using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Lists;

/// <summary>Writes a batch's list rows.</summary>
internal static class PostgreSqlListWrites
{
    private const string Upsert =
        """
        insert into list (id, kind, region, line, stage, due, about, who, at, view)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as u (id, kind, region, line, stage, due, about, who, at, view) order by id
            on conflict (id) do update
           set kind = excluded.kind, region = excluded.region, line = excluded.line, stage = excluded.stage, due = excluded.due, about = excluded.about,
               who = excluded.who, at = excluded.at, view = excluded.view
        """;

    public static void Add(NpgsqlBatch batch, ImmutableArray<ListRow> rows)
    {
        if (rows.IsEmpty) return;
        batch.Add(
            Upsert,
            Texts([.. rows.Select(r => r.Id.Value)]),
            Texts([.. rows.Select(r => r.Id.Kind)]),
            Texts([.. rows.Select(r => r.Region?.Value)]),
            Texts([.. rows.Select(r => r.Line ?? "")]),
            Texts([.. rows.Select(r => r.Stage)]),
            Moments([.. rows.Select(r => PostgreSqlListRows.DueOf(r.Due))]),
            Texts([.. rows.Select(r => r.About?.Value)]),
            Texts([.. rows.Select(r => r.Who)]),
            Moments([.. rows.Select(r => Micros(r.At))]),
            Texts([.. rows.Select(r => r.View)]));
    }
}

using System.Collections.Immutable;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Places;

/// <summary>Writes place rows whose old versions the transaction has locked.</summary>
internal static class PostgreSqlRowWrites
{
    // A plain insert: of two first writers the second fails and tries again, where an upsert would lose the first one's cells.
    private const string Insert =
        """
        insert into place (id, rev, mark, cells, region, parent, kind, line, stage, name, view, latest)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    private const string UpdateHeaded =
        """
        update place p set rev = u.rev, mark = u.mark, cells = u.cells, region = u.region, parent = u.parent, line = u.line,
               stage = u.stage, name = u.name, view = u.view, latest = u.latest
          from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            as u (id, rev, mark, cells, region, parent, kind, line, stage, name, view, latest)
         where p.id = u.id
        """;

    private const string UpdateCounted =
        """
        update place p set rev = u.rev, mark = u.mark, cells = u.cells
          from unnest($1, $2, $3, $4) as u (id, rev, mark, cells) where p.id = u.id
        """;

    public static void Add(NpgsqlBatch batch, ImmutableArray<RowWrite> rows)
    {
        AddHeaded(batch, Insert, [.. rows.Where(r => r.IsNew)]);
        AddHeaded(batch, UpdateHeaded, [.. rows.Where(r => !r.IsNew && r.Head is not null)]);
        RowWrite[] counted = [.. rows.Where(r => r.Head is null)];
        if (counted.Length > 0) batch.Add(UpdateCounted, [.. Counted(counted)]);
    }

    private static void AddHeaded(NpgsqlBatch batch, string sql, RowWrite[] rows)
    {
        if (rows.Length == 0) return;
        batch.Add(
            sql,
            [
                .. Counted(rows),
                Texts([.. rows.Select(r => r.Head!.Region.Value)]),
                Texts([.. rows.Select(r => r.Head!.Parent?.Value)]),
                Texts([.. rows.Select(r => r.Row.Id.Kind)]),
                Texts([.. rows.Select(r => r.Head!.Line)]),
                Texts([.. rows.Select(r => r.Head!.Stage)]),
                Texts([.. rows.Select(r => r.Head!.Name)]),
                Texts([.. rows.Select(r => r.Head!.View)]),
                Texts([.. rows.Select(r => Cells.Write(r.Head!.Latest))]),
            ]);
    }

    private static NpgsqlParameter[] Counted(RowWrite[] rows) =>
    [
        Texts([.. rows.Select(r => r.Row.Id.Value)]),
        Numbers([.. rows.Select(r => r.Row.Revision)]),
        Numbers([.. rows.Select(r => (long)r.Row.Mark)]),
        Texts([.. rows.Select(r => Cells.Write(r.Row.Cells))]),
    ];
}

using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Places;

/// <summary>Writes place rows, each over the revision that it was reckoned from and no other.</summary>
internal static class PostgreSqlRowWrites
{
    public const string Lock = "select id, region, rev, cells, latest from place where id = any($1) order by id for update";

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
         where p.id = u.id and p.rev = u.rev - 1
        """;

    private const string UpdateCounted =
        """
        update place p set rev = u.rev, mark = u.mark, cells = u.cells
          from unnest($1, $2, $3, $4) as u (id, rev, mark, cells) where p.id = u.id and p.rev = u.rev - 1
        """;

    /// <returns>What says, once run, how many rows were written; sorted rows are written in their order.</returns>
    public static ImmutableArray<NpgsqlBatchCommand> Add(NpgsqlBatch batch, ImmutableArray<RowWrite> rows)
    {
        var commands = ImmutableArray.CreateBuilder<NpgsqlBatchCommand>();
        AddHeaded(Insert, [.. rows.Where(r => r.Before is null)]);
        AddHeaded(UpdateHeaded, [.. rows.Where(r => r.Before is not null && r.Head is not null)]);
        RowWrite[] counted = [.. rows.Where(r => r.Head is null)];
        if (counted.Length > 0) commands.Add(batch.Add(UpdateCounted, [.. Counted(counted)]));
        return commands.ToImmutable();

        void AddHeaded(string sql, RowWrite[] headed)
        {
            if (headed.Length > 0) commands.Add(AddWhole(batch, sql, headed));
        }
    }

    /// <summary>Rows as <see cref="Lock"/> selects them, by id.</summary>
    public static async Task<Dictionary<string, PlaceRow>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        var rows = new Dictionary<string, PlaceRow>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
        {
            var id = new StreamId(reader.GetString(0));
            rows.Add(id.Value, new PlaceRow(id, PlaceId.Of(reader.GetString(1)), reader.GetInt64(2), Cells.Read(reader.GetString(3)), Cells.ReadLatest(reader.TextOrNull(4))));
        }

        return rows;
    }

    private static NpgsqlBatchCommand AddWhole(NpgsqlBatch batch, string sql, RowWrite[] rows)
        => batch.Add(
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

    private static NpgsqlParameter[] Counted(RowWrite[] rows) =>
    [
        Texts([.. rows.Select(r => r.Row.Id.Value)]),
        Numbers([.. rows.Select(r => r.Row.Revision)]),
        Numbers([.. rows.Select(r => (long)r.Row.Mark)]),
        Texts([.. rows.Select(r => Cells.Write(r.Row.Cells))]),
    ];
}

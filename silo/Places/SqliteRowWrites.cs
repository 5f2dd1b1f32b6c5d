using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Silo.Storage;

namespace Circle.Silo.Places;

/// <summary>A row's change, with the texts of what it becomes where the row before it is known.</summary>
internal sealed record SqliteRow(RowSum Sum, SqliteRowText? Ready)
{
    public static SqliteRow Of(RowSum sum) => new(sum, sum.Known is { } known ? SqliteRowText.Of(sum.Over(known)) : null);
}

internal sealed record SqliteRowText(RowWrite Write, string Cells, string? Latest)
{
    public static SqliteRowText Of(RowWrite write) => new(write, Places.Cells.Write(write.Row.Cells), Places.Cells.Write(write.Head?.Latest));
}

/// <summary>Writes place rows, each over the revision that it was reckoned from and no other.</summary>
internal static class SqliteRowWrites
{
    private const string Insert =
        """
        insert into place (id, rev, mark, cells, region, parent, kind, line, stage, name, view, latest)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """;

    private const string UpdateMoved =
        """
        update place set rev = ?2, mark = ?3, cells = ?4, region = ?5, parent = ?6, line = ?8, stage = ?9, name = ?10, view = ?11,
               latest = ?12
         where id = ?1 and rev = ?2 - 1
        """;

    // SQLite writes an index anew for every column that is named, changed or not.
    private const string UpdateHeaded =
        """
        update place set rev = ?2, mark = ?3, cells = ?4, parent = ?6, line = ?8, stage = ?9, name = ?10, view = ?11, latest = ?12
         where id = ?1 and rev = ?2 - 1
        """;

    private const string UpdateCounted = "update place set rev = ?2, mark = ?3, cells = ?4 where id = ?1 and rev = ?2 - 1";

    /// <returns>What was written: where nobody knew the row, or another has touched it since, over what is read now.</returns>
    public static RowWrite Write(SqliteSession session, SqliteRow row)
    {
        if (row.Ready is { } ready && TryWrite(session, ready)) return ready.Write;
        var write = row.Sum.Over(Read(session, row.Sum.Id));
        return TryWrite(session, SqliteRowText.Of(write)) ? write : throw new InvalidOperationException($"{write.Row.Id} moved inside its transaction");
    }

    public static PlaceRow? Read(SqliteSession session, StreamId id)
    {
        var statement = session.Prepare("select region, rev, cells, latest from place where id = ?1").Bind(1, id.Value);
        if (!statement.Step()) return null;
        var row = (Region: statement.Text(0), Revision: statement.Integer(1), Cells: statement.Text(2), Latest: statement.TextOrNull(3));
        statement.Reset();
        return new PlaceRow(id, PlaceId.Of(row.Region), row.Revision, Cells.Read(row.Cells), Cells.ReadLatest(row.Latest));
    }

    private static bool TryWrite(SqliteSession session, SqliteRowText text)
    {
        var (row, head, before, _) = text.Write;
        var sql = before is null ? Insert : head is null ? UpdateCounted : head.Region == before.Region ? UpdateHeaded : UpdateMoved;
        var statement = session.Prepare(sql).Bind(1, row.Id.Value).Bind(2, row.Revision).Bind(3, row.Mark).Bind(4, text.Cells);
        if (head is null) return statement.Run() == 1;

        statement.Bind(6, head.Parent?.Value).Bind(8, head.Line).Bind(9, head.Stage).Bind(10, head.Name).Bind(11, head.View).Bind(12, text.Latest);
        if (sql != UpdateHeaded) statement.Bind(5, head.Region.Value);
        if (sql == Insert) statement.Bind(7, row.Id.Kind);
        return statement.Run() == 1;
    }
}

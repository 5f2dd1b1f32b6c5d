using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Silo.Storage;

namespace Circle.Silo.Lists;

/// <summary>Writes a batch's list rows.</summary>
internal static class SqliteListWrites
{
    // SQLite writes an index anew for every column that is named, changed or not: three of five are about what hardly ever changes.
    private const string Update =
        """
        update list set region = ?3, line = ?4, stage = ?5, due = ?6, view = ?10
         where id = ?1 and kind = ?2 and about is ?7 and who is ?8 and at = ?9
        """;

    private const string Upsert =
        """
        insert into list (id, kind, region, line, stage, due, about, who, at, view) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            on conflict (id) do update
               set kind = excluded.kind, region = excluded.region, line = excluded.line, stage = excluded.stage, due = excluded.due, about = excluded.about,
                   who = excluded.who, at = excluded.at, view = excluded.view
        """;

    public static void Write(SqliteSession session, ImmutableArray<ListRow> rows)
    {
        foreach (var row in rows)
        {
            if (Run(session, Update, row) == 0) Run(session, Upsert, row);
        }
    }

    private static int Run(SqliteSession session, string sql, ListRow row)
        => session.Prepare(sql)
            .Bind(1, row.Id.Value).Bind(2, row.Id.Kind).Bind(3, row.Region?.Value).Bind(4, row.Line ?? "").Bind(5, row.Stage).Bind(6, SqliteListRows.DueOf(row.Due))
            .Bind(7, row.About?.Value).Bind(8, row.Who).Bind(9, Envelope.UnixMicroseconds(row.At)).Bind(10, row.View).Run();
}

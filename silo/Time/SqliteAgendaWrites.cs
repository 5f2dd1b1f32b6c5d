using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Silo.Storage;

namespace Circle.Silo.Time;

/// <summary>Writes a batch's agenda rows; a row that is moved may be claimed anew.</summary>
internal static class SqliteAgendaWrites
{
    public static void Write(SqliteSession session, ImmutableArray<AgendaChange> changes)
    {
        foreach (var (item, remove) in changes)
        {
            var statement = remove
                ? session.Prepare("delete from agenda where stream = ?1 and kind = ?2 and key = ?3")
                : session.Prepare(
                    """
                    insert into agenda (stream, kind, key, due_at, target) values (?1, ?2, ?3, ?4, ?5)
                        on conflict (stream, kind, key) do update
                           set due_at = excluded.due_at, target = excluded.target, claimed_until = null
                    """);
            statement.Bind(1, item.Stream.Value).Bind(2, item.Kind).Bind(3, item.Key);
            if (!remove) statement.Bind(4, Envelope.UnixMicroseconds(item.Due)).Bind(5, item.Target.Value);
            statement.Run();
        }
    }
}

using Circle.Domain.Journal;
using Circle.Silo.Storage;

namespace Circle.Silo.Journal;

/// <summary>The events of a run whose head the transaction has set, in SQLite.</summary>
internal static class SqliteEvents
{
    /// <returns>False: the journal has one of its command ids; the caller rolls back.</returns>
    public static bool Write(SqliteSession session, Run run)
    {
        var statement = session.Prepare(
            """
            insert into event (stream, version, type, schema, data, command_id, payload_hash, actor,
                               recorded_at, effective_at, previous_hash)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                on conflict (stream, command_id) where command_id is not null do nothing
            """);
        var isNew = true;
        foreach (var e in run.Events)
        {
            isNew &= statement.Bind(1, e.Stream.Value).Bind(2, e.Version).Bind(3, e.Type).Bind(4, e.Schema).Bind(5, e.Data)
                .Bind(6, e.Command?.Value).Bind(7, e.PayloadHash).Bind(8, e.Actor.Value)
                .Bind(9, Envelope.UnixMicroseconds(e.RecordedAt)).Bind(10, Envelope.UnixMicroseconds(e.EffectiveAt))
                .Bind(11, e.PreviousHash).Run() == 1;
        }

        if (run.KeepsLastEventOnly)
            session.Prepare("delete from event where stream = ?1 and version < ?2").Bind(1, run.Stream.Value).Bind(2, run.Events[^1].Version).Run();
        return isNew;
    }
}

using Circle.Domain.Journal;
using Circle.Silo.Storage;

namespace Circle.Silo.Journal;

/// <summary>The streams' heads in SQLite.</summary>
internal static class SqliteHeads
{
    public static Head Read(SqliteSession session, StreamId id)
    {
        var statement = session.Prepare("select version, hash from stream where id = ?1").Bind(1, id.Value);
        if (!statement.Step()) return Head.None;
        var head = new Head(statement.Integer(0), statement.Text(1));
        statement.Reset();
        return head;
    }

    public static void Set(SqliteSession session, NewHead head)
        => session.Prepare(
                """
                insert into stream (id, version, hash, recorded_at) values (?1, ?2, ?3, ?4)
                    on conflict (id) do update set version = excluded.version, hash = excluded.hash, recorded_at = excluded.recorded_at
                """)
            .Bind(1, head.Stream.Value).Bind(2, head.Version).Bind(3, head.Hash).Bind(4, Envelope.UnixMicroseconds(head.RecordedAt)).Run();

    /// <summary>Only over the head that the run was decided on.</summary>
    public static bool TryMove(SqliteSession session, CheckedRun checkedRun)
    {
        var (run, hash) = checkedRun;
        var last = run.Events[^1];
        var statement = run.Expected == 0
            ? session.Prepare("insert into stream (id, version, hash, recorded_at) values (?1, ?2, ?3, ?4) on conflict (id) do nothing")
            : session.Prepare("update stream set version = ?2, hash = ?3, recorded_at = ?4 where id = ?1 and version = ?5 and hash = ?6")
                .Bind(5, run.Expected).Bind(6, run.Events[0].PreviousHash);
        return statement.Bind(1, run.Stream.Value).Bind(2, last.Version).Bind(3, hash).Bind(4, Envelope.UnixMicroseconds(last.RecordedAt)).Run() == 1;
    }
}

using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Journal;
using Circle.Silo.Places;
using Circle.Silo.Storage;
using Circle.Silo.Time;

namespace Circle.Silo.Journal;

/// <summary>One batch in one transaction: heads, events, place rows, agenda rows, each sorted.</summary>
internal static class SqliteCommit
{
    public static BatchOutcome Run(SqliteSession session, ImmutableArray<CheckedRun> runs)
    {
        try
        {
            session.Execute("begin immediate");
            var fence = Fence.Decide(runs, id => ReadHead(session, id));
            var repeated = fence.Repeated.Length > 0 ? fence.Repeated : WriteEvents(session, runs, fence);
            if (repeated.Length > 0)
            {
                session.Execute("rollback");
                return new BatchOutcome.Repeated(repeated);
            }

            var rows = RowMerge.Merge(runs, fence.Won, id => ReadRow(session, id));
            WriteRows(session, rows);
            WriteAgenda(session, AgendaMerge.Merge(runs, fence.Won));
            Commit(session);
            return new BatchOutcome.Committed(RowMerge.Verdicts(runs, fence.Won, rows));
        }
        catch
        {
            if (session.InTransaction) session.Execute("rollback");
            throw;
        }
    }

    private static void Commit(SqliteSession session)
    {
        try
        {
            session.Execute("commit");
        }
        catch (Exception e)
        {
            throw SqliteFaults.ClassifyCommit(e);
        }
    }

    private static Head ReadHead(SqliteSession session, StreamId id)
    {
        var statement = session.Prepare("select version, hash from stream where id = ?1").Bind(1, id.Value);
        if (!statement.Step()) return Head.None;
        var head = new Head(statement.Integer(0), statement.Text(1));
        statement.Reset();
        return head;
    }

    /// <returns>Runs that hold a command id which the journal has.</returns>
    private static ImmutableArray<int> WriteEvents(SqliteSession session, ImmutableArray<CheckedRun> runs, Fence fence)
    {
        var heads = session.Prepare(
            """
            insert into stream (id, version, hash, recorded_at) values (?1, ?2, ?3, ?4)
                on conflict (id) do update set version = excluded.version, hash = excluded.hash, recorded_at = excluded.recorded_at
            """);
        foreach (var head in fence.Heads)
        {
            heads.Bind(1, head.Stream.Value).Bind(2, head.Version).Bind(3, head.Hash)
                .Bind(4, Envelope.UnixMicroseconds(head.RecordedAt)).Run();
        }

        var events = session.Prepare(
            """
            insert into event (stream, version, type, schema, data, command_id, payload_hash, actor,
                               recorded_at, effective_at, previous_hash)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                on conflict (stream, command_id) where command_id is not null do nothing
            """);
        var repeated = ImmutableArray.CreateBuilder<int>();
        foreach (var i in Enumerable.Range(0, runs.Length).Where(i => fence.Won[i]).OrderBy(i => runs[i].Run.Stream, StreamId.Ordinal))
        {
            var isNew = true;
            foreach (var e in runs[i].Run.Events) isNew &= WriteEvent(events, e);
            if (runs[i].Run.KeepsLastEventOnly) Forget(session, runs[i].Run.Events[^1]);
            if (!isNew) repeated.Add(i);
        }

        return repeated.ToImmutable();
    }

    private static bool WriteEvent(SqliteStatement statement, Envelope e)
        => statement.Bind(1, e.Stream.Value).Bind(2, e.Version).Bind(3, e.Type).Bind(4, e.Schema).Bind(5, e.Data)
            .Bind(6, e.Command?.Value).Bind(7, e.PayloadHash).Bind(8, e.Actor.Value)
            .Bind(9, Envelope.UnixMicroseconds(e.RecordedAt)).Bind(10, Envelope.UnixMicroseconds(e.EffectiveAt))
            .Bind(11, e.PreviousHash).Run() == 1;

    private static void Forget(SqliteSession session, Envelope last)
        => session.Prepare("delete from event where stream = ?1 and version < ?2").Bind(1, last.Stream.Value).Bind(2, last.Version).Run();

    private static StoredRow? ReadRow(SqliteSession session, StreamId id)
    {
        var statement = session.Prepare("select region, rev, cells, latest from place where id = ?1").Bind(1, id.Value);
        if (!statement.Step()) return null;
        var row = (Region: statement.Text(0), Revision: statement.Integer(1), Cells: statement.Text(2), Latest: statement.TextOrNull(3));
        statement.Reset();
        return new StoredRow(PlaceId.Of(row.Region), row.Revision, Cells.Read(row.Cells), row.Latest);
    }

    private static void WriteRows(SqliteSession session, ImmutableArray<RowWrite> rows)
    {
        var headed = session.Prepare(
            """
            insert into place (id, rev, mark, cells, region, parent, kind, line, stage, name, view, latest)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                on conflict (id) do update set rev = excluded.rev, mark = excluded.mark, cells = excluded.cells,
                   region = excluded.region, parent = excluded.parent, line = excluded.line, stage = excluded.stage,
                   name = excluded.name, view = excluded.view, latest = excluded.latest
            """);
        var counted = session.Prepare("update place set rev = ?2, mark = ?3, cells = ?4 where id = ?1");
        foreach (var (row, head, _) in rows)
        {
            var statement = head is null ? counted : headed;
            statement.Bind(1, row.Id.Value).Bind(2, row.Revision).Bind(3, row.Mark).Bind(4, Cells.Write(row.Cells));
            if (head is not null)
            {
                statement.Bind(5, head.Region.Value).Bind(6, head.Parent?.Value).Bind(7, row.Id.Kind).Bind(8, head.Line)
                    .Bind(9, head.Stage).Bind(10, head.Name).Bind(11, head.View).Bind(12, Cells.Write(head.Latest));
            }

            statement.Run();
        }
    }

    private static void WriteAgenda(SqliteSession session, ImmutableArray<AgendaChange> changes)
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

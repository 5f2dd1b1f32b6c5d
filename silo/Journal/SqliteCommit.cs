using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Grains.Journal;
using Circle.Silo.Lists;
using Circle.Silo.Places;
using Circle.Silo.Storage;
using Circle.Silo.Time;

namespace Circle.Silo.Journal;

/// <summary>
/// One batch in one transaction: heads, events, place rows, agenda rows, list rows, each sorted. First on the word of those who sent it: every
/// head is set over the version that was expected; where one is not, all over with every head read.
/// </summary>
internal static class SqliteCommit
{
    public static BatchOutcome Run(SqliteSession session, SqliteBatch batch)
        => Attempt(session, () => Optimistic(session, batch)) ?? Attempt(session, () => Reading(session, batch.Expected.Runs))!;

    private static BatchOutcome? Attempt(SqliteSession session, Func<BatchOutcome?> attempt)
    {
        try
        {
            session.Execute("begin immediate");
            var outcome = attempt();
            if (outcome is BatchOutcome.Committed) Commit(session);
            else session.Execute("rollback");
            return outcome;
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

    /// <returns>Null: some run may have lost or holds an id that the journal has.</returns>
    private static BatchOutcome.Committed? Optimistic(SqliteSession session, SqliteBatch batch)
    {
        foreach (var run in batch.Expected.Sorted)
        {
            if (!SqliteHeads.TryMove(session, run) || !SqliteEvents.Write(session, run.Run)) return null;
        }

        ImmutableArray<RowWrite> rows = [.. batch.Rows.Select(row => SqliteRowWrites.Write(session, row))];
        SqliteAgendaWrites.Write(session, batch.Expected.Agenda);
        SqliteListWrites.Write(session, batch.Expected.Lists);
        return RowMerge.Outcome(batch.Expected.Runs, batch.Expected.Won, rows);
    }

    private static BatchOutcome Reading(SqliteSession session, ImmutableArray<CheckedRun> runs)
    {
        var fence = Fence.Decide(runs, id => SqliteHeads.Read(session, id));
        if (fence.Repeated.Length > 0) return new BatchOutcome.Repeated(fence.Repeated);

        foreach (var head in fence.Heads) SqliteHeads.Set(session, head);
        var repeated = ImmutableArray.CreateBuilder<int>();
        foreach (var i in Enumerable.Range(0, runs.Length).Where(i => fence.Won[i]).OrderBy(i => runs[i].Run.Stream, StreamId.Ordinal))
        {
            if (!SqliteEvents.Write(session, runs[i].Run)) repeated.Add(i);
        }

        if (repeated.Count > 0) return new BatchOutcome.Repeated(repeated.ToImmutable());
        ImmutableArray<RowWrite> rows = [.. RowMerge.Sum(runs, fence.Won).Select(sum => SqliteRowWrites.Write(session, new SqliteRow(sum, null)))];
        SqliteAgendaWrites.Write(session, AgendaMerge.Merge(runs, fence.Won));
        SqliteListWrites.Write(session, ListMerge.Merge(runs, fence.Won));
        return RowMerge.Outcome(runs, fence.Won, rows);
    }
}

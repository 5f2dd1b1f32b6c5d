using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Silo.Places;
using Circle.Silo.Time;

namespace Circle.Silo.Journal;

/// <summary>A batch made ready on its caller's thread: hashes and texts cost as much as the writes, and there is but one writer.</summary>
/// <param name="Won">What an optimist expects: all of them.</param>
/// <param name="Sorted">By stream, in the order of their coming where there are several of one.</param>
internal sealed record SqliteBatch(
    ImmutableArray<CheckedRun> Runs, ImmutableArray<bool> Won, ImmutableArray<CheckedRun> Sorted, ImmutableArray<SqliteRow> Rows, ImmutableArray<AgendaChange> Agenda)
{
    /// <exception cref="JournalException">Poison: a run that can never be stored.</exception>
    public static SqliteBatch Of(ImmutableArray<Run> all)
    {
        var runs = CheckedRun.Check(all);
        ImmutableArray<bool> won = [.. Enumerable.Repeat(true, runs.Length)];
        return new SqliteBatch(
            runs,
            won,
            [.. runs.OrderBy(r => r.Run.Stream, StreamId.Ordinal)],
            [.. RowMerge.Sum(runs, won).Select(SqliteRow.Of)],
            AgendaMerge.Merge(runs, won));
    }
}

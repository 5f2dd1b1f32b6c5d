using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Silo.Lists;
using Circle.Silo.Places;
using Circle.Silo.Time;

namespace Circle.Silo.Journal;

/// <summary>A batch as an optimist expects it: every run wins.</summary>
/// <param name="Sorted">By stream, in the order of their coming where there are several of one.</param>
internal sealed record ExpectedBatch(
    ImmutableArray<CheckedRun> Runs,
    ImmutableArray<bool> Won,
    ImmutableArray<CheckedRun> Sorted,
    ImmutableArray<RowSum> Sums,
    ImmutableArray<AgendaChange> Agenda,
    ImmutableArray<ListRow> Lists)
{
    public static ExpectedBatch Of(ImmutableArray<CheckedRun> runs)
    {
        ImmutableArray<bool> won = [.. Enumerable.Repeat(true, runs.Length)];
        return new ExpectedBatch(runs, won, [.. runs.OrderBy(r => r.Run.Stream, StreamId.Ordinal)], RowMerge.Sum(runs, won), AgendaMerge.Merge(runs, won), ListMerge.Merge(runs, won));
    }
}

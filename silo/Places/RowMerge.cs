using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Journal;
using Circle.Silo.Journal;

namespace Circle.Silo.Places;

/// <param name="Head">Null leaves the readable half as it is.</param>
/// <param name="Before">What it is written over; null: it is new.</param>
/// <param name="IsTouched">Somebody else than its owner has changed it.</param>
internal sealed record RowWrite(PlaceRow Row, RowHead? Head, PlaceRow? Before, bool IsTouched)
{
    public MovedRow Moved => new(Row, Before is { } before && before.Region != Row.Region ? before.Region : null, IsTouched);
}

/// <summary>All that the winners of a batch change in one row.</summary>
/// <param name="Known">The row as the newest of them has seen it; null: not known.</param>
/// <param name="IsTouched">Some of them are not its owner's.</param>
internal sealed record RowSum(StreamId Id, RowHead? Head, Tally Delta, PlaceRow? Known, bool IsTouched)
{
    public static RowSum Of(StreamId stream, RowChange change) => new(change.Row, change.Head, change.Delta, change.Known, stream != change.Row);

    /// <exception cref="JournalException">Poison: a change for a row that nobody owns, or a sum past 64 bits.</exception>
    public RowWrite Over(PlaceRow? before)
    {
        if (before is null && Head is null)
            throw new JournalException(JournalFault.Poison, $"place row {Id} does not exist, so nothing can be added to it");
        var after = new PlaceRow(
            Id,
            Head?.Region ?? before!.Region,
            (before?.Revision ?? 0) + 1,
            RowMerge.Add(Id, before?.Cells ?? Tally.Empty, Delta),
            Head is null ? before!.Latest : Head.Latest);
        return new RowWrite(after, Head, before, IsTouched);
    }

    public RowSum And(StreamId stream, RowChange change) => new(
        Id,
        change.Head ?? Head,
        RowMerge.Add(Id, Delta, change.Delta),
        change.Known?.Revision > (Known?.Revision ?? 0) ? change.Known : Known,
        IsTouched || stream != change.Row);
}

/// <summary>
/// What the winners of a batch make of the place rows. Several runs may touch one row: their changes are summed first and
/// the row moves once.
/// </summary>
internal static class RowMerge
{
    /// <summary>The rows to read, each once, in the order in which every writer locks.</summary>
    public static string[] Touched(ImmutableArray<CheckedRun> runs)
    {
        var rows = runs.SelectMany(r => r.Run.Rows).Select(r => r.Row.Value).Distinct(StringComparer.Ordinal).ToArray();
        Array.Sort(rows, StringComparer.Ordinal);
        return rows;
    }

    /// <returns>Sorted by id.</returns>
    public static ImmutableArray<RowSum> Sum(ImmutableArray<CheckedRun> runs, ImmutableArray<bool> won)
    {
        var sums = new Dictionary<StreamId, RowSum>(runs.Length);
        for (var i = 0; i < runs.Length; i++)
        {
            if (!won[i]) continue;
            foreach (var change in runs[i].Run.Rows)
                sums[change.Row] = sums.TryGetValue(change.Row, out var sum) ? sum.And(runs[i].Run.Stream, change) : RowSum.Of(runs[i].Run.Stream, change);
        }

        return [.. sums.Values.OrderBy(s => s.Id, StreamId.Ordinal)];
    }

    /// <returns>Sorted by id.</returns>
    /// <exception cref="JournalException">Poison, see <see cref="RowSum.Over"/>.</exception>
    public static ImmutableArray<RowWrite> Merge(ImmutableArray<CheckedRun> runs, ImmutableArray<bool> won, Func<StreamId, PlaceRow?> stored)
        => [.. Sum(runs, won).Select(s => s.Over(stored(s.Id)))];

    /// <summary>One verdict per run, with its rows as they stand after the whole batch.</summary>
    public static BatchOutcome.Committed Outcome(ImmutableArray<CheckedRun> runs, ImmutableArray<bool> won, IReadOnlyCollection<RowWrite> writes)
    {
        var rows = writes.ToDictionary(w => w.Row.Id, w => w.Row);
        var verdicts = ImmutableArray.CreateBuilder<RunVerdict>(runs.Length);
        for (var i = 0; i < runs.Length; i++)
            verdicts.Add(won[i] ? new RunVerdict(true, [.. runs[i].Run.Rows.Select(r => rows[r.Row])]) : RunVerdict.Lost);
        return new BatchOutcome.Committed(verdicts.MoveToImmutable(), [.. writes.Select(w => w.Moved)]);
    }

    /// <exception cref="JournalException">Poison.</exception>
    public static Tally Add(StreamId id, Tally cells, Tally delta)
    {
        try
        {
            return cells.Plus(delta);
        }
        catch (OverflowException e)
        {
            throw new JournalException(JournalFault.Poison, $"place row {id}: a cell leaves the range of 64 bits", e);
        }
    }
}

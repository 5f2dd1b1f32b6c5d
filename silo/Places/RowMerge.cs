using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Journal;
using Circle.Silo.Journal;

namespace Circle.Silo.Places;

/// <summary>A place row as the database has it, without its readable half.</summary>
/// <param name="Latest">As stored; read only where nobody writes it anew.</param>
internal sealed record StoredRow(PlaceId Region, long Revision, Tally Cells, string? Latest);

/// <param name="Head">Null leaves the readable half as it is.</param>
internal sealed record RowWrite(PlaceRow Row, RowHead? Head, bool IsNew);

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
    /// <exception cref="JournalException">Poison: a change for a row that nobody owns, or a sum past 64 bits.</exception>
    public static ImmutableArray<RowWrite> Merge(
        ImmutableArray<CheckedRun> runs, ImmutableArray<bool> won, Func<StreamId, StoredRow?> stored)
    {
        var sums = new Dictionary<StreamId, (RowHead? Head, Tally Delta)>();
        for (var i = 0; i < runs.Length; i++)
        {
            if (!won[i]) continue;
            foreach (var change in runs[i].Run.Rows)
            {
                sums[change.Row] = sums.TryGetValue(change.Row, out var sum)
                    ? (change.Head ?? sum.Head, Add(change.Row, sum.Delta, change.Delta))
                    : (change.Head, change.Delta);
            }
        }

        return [.. sums.OrderBy(s => s.Key, StreamId.Ordinal).Select(s => Apply(s.Key, s.Value.Head, s.Value.Delta, stored(s.Key)))];
    }

    /// <summary>One verdict per run, with the rows as they stand after the whole batch.</summary>
    public static ImmutableArray<RunVerdict> Verdicts(
        ImmutableArray<CheckedRun> runs, ImmutableArray<bool> won, ImmutableArray<RowWrite> writes)
    {
        var rows = writes.ToDictionary(w => w.Row.Id, w => w.Row);
        var verdicts = ImmutableArray.CreateBuilder<RunVerdict>(runs.Length);
        for (var i = 0; i < runs.Length; i++)
            verdicts.Add(won[i] ? new RunVerdict(true, [.. runs[i].Run.Rows.Select(r => rows[r.Row])]) : RunVerdict.Lost);
        return verdicts.MoveToImmutable();
    }

    private static RowWrite Apply(StreamId id, RowHead? head, Tally delta, StoredRow? row)
    {
        if (row is null && head is null)
            throw new JournalException(JournalFault.Poison, $"place row {id} does not exist, so nothing can be added to it");
        var region = head?.Region ?? row!.Region;
        return new RowWrite(
            new PlaceRow(id, region, (row?.Revision ?? 0) + 1, Add(id, row?.Cells ?? Tally.Empty, delta), head is null ? Cells.ReadLatest(row!.Latest) : head.Latest),
            head,
            row is null);
    }

    private static Tally Add(StreamId id, Tally cells, Tally delta)
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

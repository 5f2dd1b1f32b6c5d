using System.Collections.Immutable;
using Circle.Domain.Journal;

namespace Circle.Domain.Places;

/// <summary>
/// Rows on their way to one region: at most one batch out, the newest revision of each row waits and the rest leave together.
/// Pure and single-threaded; whoever owns it locks.
/// </summary>
public sealed class Mailbox
{
    /// <summary>Rows that may wait. One more is let go: the region finds it by its next comparison with the database.</summary>
    public const int MaxWaiting = 20_000;

    /// <summary>Rows that leave together at most.</summary>
    public const int MaxTogether = 2_000;

    private readonly Dictionary<StreamId, PlaceRow> waiting = [];

    public bool IsOut { get; private set; }

    public int Waiting => waiting.Count;

    /// <summary>False when the row was let go.</summary>
    public bool Post(PlaceRow row)
    {
        if (waiting.TryGetValue(row.Id, out var held))
        {
            if (row.Revision > held.Revision) waiting[row.Id] = row;
            return true;
        }

        return waiting.Count < MaxWaiting && waiting.TryAdd(row.Id, row);
    }

    /// <summary>What leaves now; empty while a batch is out or nothing waits.</summary>
    public ImmutableArray<PlaceRow> Depart()
    {
        if (IsOut || waiting.Count == 0) return [];
        IsOut = true;
        var batch = waiting.Count <= MaxTogether ? [.. waiting.Values] : waiting.Values.Take(MaxTogether).ToImmutableArray();
        foreach (var row in batch) waiting.Remove(row.Id);
        return batch;
    }

    /// <summary>The batch arrived.</summary>
    public void Arrived() => IsOut = false;

    /// <summary>It may not have arrived: it goes again unless something newer waits.</summary>
    public void Return(ImmutableArray<PlaceRow> batch)
    {
        IsOut = false;
        foreach (var row in batch) Post(row);
    }
}

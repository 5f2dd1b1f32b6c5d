using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Silo.Journal;

namespace Circle.Silo.Lists;

/// <summary>What the winners of a batch leave in lists.</summary>
internal static class ListMerge
{
    /// <summary>The last of each row, sorted by id.</summary>
    public static ImmutableArray<ListRow> Merge(ImmutableArray<CheckedRun> runs, ImmutableArray<bool> won)
    {
        var last = new Dictionary<StreamId, ListRow>();
        for (var i = 0; i < runs.Length; i++)
        {
            if (!won[i]) continue;
            foreach (var row in runs[i].Run.Lists) last[row.Id] = row;
        }

        return [.. last.Values.OrderBy(r => r.Id, StreamId.Ordinal)];
    }
}

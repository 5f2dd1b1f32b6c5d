using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Silo.Journal;

namespace Circle.Silo.Time;

/// <summary>What the winners of a batch leave in the agenda.</summary>
internal static class AgendaMerge
{
    /// <summary>The last change per row, sorted by its identity.</summary>
    public static ImmutableArray<AgendaChange> Merge(ImmutableArray<CheckedRun> runs, ImmutableArray<bool> won)
    {
        var last = new Dictionary<(string Stream, string Kind, string Key), AgendaChange>();
        for (var i = 0; i < runs.Length; i++)
        {
            if (!won[i]) continue;
            foreach (var change in runs[i].Run.Agenda) last[(change.Item.Stream.Value, change.Item.Kind, change.Item.Key)] = change;
        }

        return
        [
            .. last.OrderBy(c => c.Key.Stream, StringComparer.Ordinal)
                .ThenBy(c => c.Key.Kind, StringComparer.Ordinal)
                .ThenBy(c => c.Key.Key, StringComparer.Ordinal)
                .Select(c => c.Value),
        ];
    }
}

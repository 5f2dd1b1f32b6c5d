using System.Collections.Immutable;
using Circle.Domain.Journal;

namespace Circle.Silo.Journal;

/// <summary>A stream's head as the database has it; version 0 when there is none.</summary>
internal sealed record Head(long Version, string Hash)
{
    public static readonly Head None = new(0, "");
}

/// <summary>The head that a winning run leaves.</summary>
internal sealed record NewHead(StreamId Stream, long Version, string Hash, DateTimeOffset RecordedAt);

/// <summary>Which runs of a batch stand on their stream's head, decided in the order given.</summary>
/// <param name="Won">One per run.</param>
/// <param name="Heads">Sorted by stream, one per stream that moves.</param>
/// <param name="Repeated">Winning runs that hold a command id which a winner before them holds too.</param>
internal sealed record Fence(ImmutableArray<bool> Won, ImmutableArray<NewHead> Heads, ImmutableArray<int> Repeated)
{
    /// <summary>The streams to lock, each once, in the order in which every writer locks.</summary>
    public static string[] Streams(ImmutableArray<CheckedRun> runs)
    {
        var streams = runs.Select(r => r.Run.Stream.Value).Distinct(StringComparer.Ordinal).ToArray();
        Array.Sort(streams, StringComparer.Ordinal);
        return streams;
    }

    public static Fence Decide(ImmutableArray<CheckedRun> runs, Func<StreamId, Head> stored)
    {
        var won = ImmutableArray.CreateBuilder<bool>(runs.Length);
        var heads = new Dictionary<StreamId, NewHead>();
        var commands = new HashSet<(StreamId, CommandId)>();
        var repeated = ImmutableArray.CreateBuilder<int>();
        foreach (var (run, hash) in runs)
        {
            var head = heads.TryGetValue(run.Stream, out var moved) ? new Head(moved.Version, moved.Hash) : stored(run.Stream);

            // The hash too: a run that was decided on top of one that lost may find its version, but in another history.
            var stands = run.Expected == head.Version && run.Events[0].PreviousHash == head.Hash;
            won.Add(stands);
            if (!stands) continue;

            var last = run.Events[^1];
            heads[run.Stream] = new NewHead(run.Stream, last.Version, hash, last.RecordedAt);
            var isNew = true;
            foreach (var e in run.Events) isNew &= e.Command is not { } command || commands.Add((run.Stream, command));
            if (!isNew) repeated.Add(won.Count - 1);
        }

        return new Fence(
            won.MoveToImmutable(), [.. heads.Values.OrderBy(h => h.Stream, StreamId.Ordinal)], repeated.ToImmutable());
    }
}

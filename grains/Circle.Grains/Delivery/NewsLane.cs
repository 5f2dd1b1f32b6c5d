using Circle.Contracts.Journal;
using Circle.Domain.Journal;

namespace Circle.Grains.Delivery;

/// <summary>One is in flight and the rest leaves together.</summary>
/// <param name="together">That leave at once, at most.</param>
/// <param name="leave">Never throws. Its caller is the system.</param>
internal sealed class NewsLane<T>(int together, Func<IReadOnlyList<T>, Task> leave)
{
    private readonly Lock gate = new();
    private readonly Queue<T> waiting = [];
    private bool isUnderWay;

    /// <summary>Bounded by whoever adds.</summary>
    public void Add(params IEnumerable<T> more)
    {
        lock (gate)
        {
            foreach (var one in more) waiting.Enqueue(one);
            if (isUnderWay || waiting.Count == 0) return;
            isUnderWay = true;
        }

        // Nobody's turn and nobody's caller: it outlives whoever began it.
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(RunAsync);
    }

    /// <summary>What waits, and waits no more.</summary>
    public IReadOnlyList<T> Drain()
    {
        lock (gate) return Take(waiting.Count);
    }

    private async Task RunAsync()
    {
        Caller.Current = Actor.Timekeeper;
        while (true)
        {
            List<T> leaving;
            lock (gate)
            {
                leaving = Take(Math.Min(together, waiting.Count));
                isUnderWay = leaving.Count > 0;
            }

            if (leaving.Count == 0) return;
            await leave(leaving);
        }
    }

    private List<T> Take(int count)
    {
        var taken = new List<T>(count);
        while (taken.Count < count) taken.Add(waiting.Dequeue());
        return taken;
    }
}

using System.Threading.Channels;

namespace Circle.Web.Journal;

/// <summary>One transaction in flight; what comes meanwhile leaves together when it has ended.</summary>
/// <param name="capacity">More than that wait nowhere: they hear so.</param>
/// <param name="mostTogether">In one transaction.</param>
/// <param name="leave">Answers each of them, in their order. What it throws all of them hear.</param>
internal sealed class OneInFlight<TItem, TAnswer>(int capacity, int mostTogether, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TAnswer>>> leave)
{
    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(capacity) { SingleReader = true });
    private int flying;

    private sealed class Waiting(TItem item)
    {
        public TItem Item { get; } = item;

        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <returns>Null: as many wait as may.</returns>
    public Task<TAnswer>? TrySend(TItem item)
    {
        var waiting = new Waiting(item);
        if (!queue.Writer.TryWrite(waiting)) return null;
        if (Interlocked.Exchange(ref flying, 1) == 0) _ = Task.Run(FlyAsync);
        return waiting.Answer.Task;
    }

    private async Task FlyAsync()
    {
        do
        {
            while (Together() is { Count: > 0 } batch) await LeaveAsync(batch);
            Volatile.Write(ref flying, 0);
        }
        while (queue.Reader.TryPeek(out _) && Interlocked.Exchange(ref flying, 1) == 0);
    }

    /// <summary>Never throws: whatever went wrong goes to those who wait.</summary>
    private async Task LeaveAsync(List<Waiting> batch)
    {
        try
        {
            var answers = await leave([.. batch.Select(w => w.Item)]);
            for (var i = 0; i < batch.Count; i++) batch[i].Answer.SetResult(answers[i]);
        }
        catch (Exception e)
        {
            foreach (var waiting in batch) waiting.Answer.TrySetException(e);
        }
    }

    private List<Waiting> Together()
    {
        var batch = new List<Waiting>();
        while (batch.Count < mostTogether && queue.Reader.TryRead(out var waiting)) batch.Add(waiting);
        return batch;
    }
}

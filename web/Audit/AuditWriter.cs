using System.Threading.Channels;

namespace Circle.Web.Audit;

/// <summary>One transaction in flight; what comes meanwhile leaves together when it has ended.</summary>
internal sealed class AuditWriter(AuditStore store)
{
    /// <summary>More than that wait nowhere: they hear so.</summary>
    public const int Capacity = 1_000;

    private const int MostTogether = 200;

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private int flying;

    private sealed record Waiting(NewEntry Entry)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Returns once it is stored.</summary>
    /// <exception cref="AuditException">The queue is full, or the store away.</exception>
    public Task WriteAsync(NewEntry entry)
    {
        var waiting = new Waiting(entry);
        if (!queue.Writer.TryWrite(waiting)) throw new AuditException($"{Capacity} entries of the audit wait to be stored");
        if (Interlocked.Exchange(ref flying, 1) == 0) _ = Task.Run(FlyAsync);
        return waiting.Stored.Task;
    }

    private async Task FlyAsync()
    {
        do
        {
            while (Together() is { Count: > 0 } batch) await StoreAsync(batch);
            Volatile.Write(ref flying, 0);
        }
        while (queue.Reader.TryPeek(out _) && Interlocked.Exchange(ref flying, 1) == 0);
    }

    /// <summary>Never throws: whatever went wrong goes to those who wait.</summary>
    private async Task StoreAsync(List<Waiting> batch)
    {
        try
        {
            await store.AppendAsync([.. batch.Select(w => w.Entry)], CancellationToken.None);
            foreach (var waiting in batch) waiting.Stored.SetResult();
        }
        catch (Exception e)
        {
            foreach (var waiting in batch) waiting.Stored.SetException(e);
        }
    }

    private List<Waiting> Together()
    {
        var batch = new List<Waiting>();
        while (batch.Count < MostTogether && queue.Reader.TryRead(out var waiting)) batch.Add(waiting);
        return batch;
    }
}

namespace Circle.Web.Walls;

/// <summary>What one screen has outstanding. An acknowledgement too many is ignored.</summary>
internal sealed class Screen(TimeProvider real)
{
    private const int MaxOutstanding = 2;

    private readonly Lock gate = new();
    private readonly Queue<long> sent = new();
    private TaskCompletionSource freed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until one more frame may go; false when nothing was acknowledged for so long.</summary>
    public async Task<bool> RoomAsync(TimeSpan patience, CancellationToken cancel)
    {
        while (true)
        {
            Task waiting;
            lock (gate)
            {
                if (sent.Count < MaxOutstanding) return true;
                waiting = freed.Task;
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var winner = await Task.WhenAny(waiting, Task.Delay(patience, real, limit.Token));
            await limit.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            if (winner != waiting) return false;
        }
    }

    public void Sent()
    {
        lock (gate) sent.Enqueue(real.GetTimestamp());
    }

    /// <summary>How old the frame was when it was drawn; null when none was outstanding.</summary>
    public TimeSpan? Took()
    {
        lock (gate)
        {
            if (!sent.TryDequeue(out var at)) return null;
            freed.TrySetResult();
            freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return real.GetElapsedTime(at);
        }
    }
}

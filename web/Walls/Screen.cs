namespace Circle.Web.Walls;

/// <summary>What one screen has outstanding. An acknowledgement too many is ignored.</summary>
internal sealed class Screen(TimeProvider real)
{
    private const int MaxOutstanding = 2;

    /// <summary>Bytes a second of the slowest line that is waited for: a whole picture of 30 KB takes 15 s on it.</summary>
    private const double SlowestLine = 2_000;

    private readonly Lock gate = new();
    private readonly Queue<(long At, int Size)> sent = new();
    private TaskCompletionSource freed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until one more frame may go; false when nothing was acknowledged for so long, and what is under way had its time.</summary>
    public async Task<bool> RoomAsync(TimeSpan patience, CancellationToken cancel)
    {
        while (true)
        {
            Task waiting;
            TimeSpan underWay;
            lock (gate)
            {
                if (sent.Count < MaxOutstanding) return true;
                waiting = freed.Task;
                underWay = TimeSpan.FromSeconds(sent.Sum(s => s.Size) / SlowestLine);
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var winner = await Task.WhenAny(waiting, Task.Delay(patience + underWay, real, limit.Token));
            await limit.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            if (winner != waiting) return false;
        }
    }

    /// <param name="size">About how many bytes.</param>
    public void Sent(int size)
    {
        lock (gate) sent.Enqueue((real.GetTimestamp(), size));
    }

    /// <summary>How old the frame was when it was drawn; null when none was outstanding.</summary>
    public TimeSpan? Took()
    {
        lock (gate)
        {
            if (!sent.TryDequeue(out var frame)) return null;
            freed.TrySetResult();
            freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return real.GetElapsedTime(frame.At);
        }
    }
}

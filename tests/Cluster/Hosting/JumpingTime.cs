using System.Collections.Concurrent;

namespace Circle.Cluster.Tests.Hosting;

/// <summary>
/// Real time that a test moves on, as when a machine slept. Timers keep their real length (Orleans lives by them too), but
/// for those of one length that a test holds back.
/// </summary>
public sealed class JumpingTime : TimeProvider
{
    private readonly ConcurrentQueue<(TimerCallback Callback, object? State)> _held = new();
    private long _ahead;

    /// <summary>Timers of this length do not fire until <see cref="Release"/>.</summary>
    public TimeSpan? Hold { get; set; }

    public int Held => _held.Count;

    public override long TimestampFrequency => System.TimestampFrequency;

    public void Jump(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public void Release()
    {
        Hold = null;
        while (_held.TryDequeue(out var timer)) timer.Callback(timer.State);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public override long GetTimestamp()
        => System.GetTimestamp() + (long)(Interlocked.Read(ref _ahead) * (TimestampFrequency / (double)TimeSpan.TicksPerSecond));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Hold) return base.CreateTimer(callback, state, dueTime, period);
        _held.Enqueue((callback, state));
        return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}

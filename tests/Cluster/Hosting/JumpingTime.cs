namespace Circle.Cluster.Tests.Hosting;

/// <summary>Real time that a test moves on, as when a machine slept. Timers keep their real length: Orleans lives by them too.</summary>
public sealed class JumpingTime : TimeProvider
{
    private long _ahead;

    public void Jump(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp()
        => System.GetTimestamp() + (long)(Interlocked.Read(ref _ahead) * (TimestampFrequency / (double)TimeSpan.TicksPerSecond));
}

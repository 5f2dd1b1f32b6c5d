using System.Diagnostics;

namespace Circle.Measure.Load;

/// <summary>The monotonic clock that all of a measurement goes by, other processes of the machine too.</summary>
internal static class Clock
{
    public static double Milliseconds(long from, long to) => (to - from) * 1_000.0 / Stopwatch.Frequency;

    public static long After(long from, TimeSpan time) => from + (long)(time.TotalSeconds * Stopwatch.Frequency);

    /// <summary>To within a millisecond: what leaves late is held against the server, and no core is burnt to avoid it.</summary>
    public static void SleepUntil(long began, TimeSpan due)
    {
        if (due - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } left) Thread.Sleep(TimeSpan.FromMilliseconds(Math.Max(1, Math.Floor(left.TotalMilliseconds))));
    }
}

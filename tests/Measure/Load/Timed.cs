using System.Collections.Concurrent;
using System.Diagnostics;
using Circle.Measure.Report;

namespace Circle.Measure.Load;

/// <summary>Commands with how long each took to be answered.</summary>
internal sealed class Timed(Func<int, Task<Told>> tell)
{
    private readonly ConcurrentBag<double> took = [];

    /// <summary>From the command to its answer, in milliseconds.</summary>
    public Spread Took => new(took);

    public async Task<Told> TellAsync(int n)
    {
        var began = Stopwatch.GetTimestamp();
        var told = await tell(n);
        took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return told;
    }
}

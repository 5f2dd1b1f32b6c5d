using System.Diagnostics;
using Circle.Domain.Journal;

namespace Circle.Measure.Load;

/// <summary>Callers side by side, each with one command out: how much the path holds.</summary>
internal static class ClosedLoop
{
    /// <param name="Milliseconds">Of each answer, sorted.</param>
    public sealed record Result(double Seconds, long Accepted, long Others, double[] Milliseconds)
    {
        public double PerSecond => Accepted / Seconds;

        public double Percentile(double p) => Milliseconds.Length == 0 ? double.NaN : Milliseconds[(int)Math.Min(Milliseconds.Length - 1, p / 100 * Milliseconds.Length)];
    }

    /// <summary>Each caller goes round its own facilities, so that no two are at one of them.</summary>
    public static async Task<Result> RunAsync(Field field, int callers, TimeSpan warm, TimeSpan length)
    {
        var (accepted, others) = (0L, 0L);
        var took = new List<double>[callers];
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            took[caller] = [];
            for (var i = caller; ; i = i + callers < field.Count ? i + callers : caller)
            {
                var sent = Stopwatch.GetTimestamp();
                var elapsed = Stopwatch.GetElapsedTime(began, sent);
                if (elapsed >= warm + length) return;
                var answer = await field.TellAsync(i);
                if (elapsed < warm) continue;
                if (answer is Answer.Accepted) Interlocked.Increment(ref accepted);
                else Interlocked.Increment(ref others);
                took[caller].Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        })));
        return new Result(length.TotalSeconds, accepted, others, [.. took.SelectMany(t => t).Order()]);
    }
}

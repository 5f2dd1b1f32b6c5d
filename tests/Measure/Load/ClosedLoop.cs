using System.Diagnostics;
using Circle.Measure.Report;

namespace Circle.Measure.Load;

/// <summary>Callers side by side, each with one command out: how much a path holds.</summary>
internal static class ClosedLoop
{
    /// <param name="Took">Of each answer, in milliseconds.</param>
    public sealed record Result(double Seconds, Answers Answers, Spread Took)
    {
        public double PerSecond => Answers[Told.Accepted] / Seconds;
    }

    /// <summary>Each caller goes round its own items, so that no two are at one of them.</summary>
    /// <param name="items">How many there are; more than <paramref name="callers"/>.</param>
    /// <param name="warm">Goes before and counts for nothing.</param>
    public static async Task<Result> RunAsync(int items, Func<int, Task<Told>> tell, int callers, TimeSpan warm, TimeSpan length, CancellationToken cancel)
    {
        var answers = new Answers();
        var took = new List<double>[callers];
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(
            async () =>
            {
                took[caller] = [];
                for (var i = caller; ; i = i + callers < items ? i + callers : caller)
                {
                    cancel.ThrowIfCancellationRequested();
                    var sent = Stopwatch.GetTimestamp();
                    if (Stopwatch.GetElapsedTime(began, sent) >= warm + length) return;
                    var told = await tell(i);
                    var at = Stopwatch.GetElapsedTime(began);
                    if (at < warm || at >= warm + length) continue;
                    answers.Add(told);
                    took[caller].Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                }
            },
            cancel)));
        return new Result(length.TotalSeconds, answers, new Spread(took.SelectMany(t => t)));
    }
}

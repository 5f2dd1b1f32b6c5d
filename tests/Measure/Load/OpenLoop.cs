using System.Diagnostics;

namespace Circle.Measure.Load;

/// <summary>Commands by the clock: each leaves when it is due, however the ones before it fare.</summary>
internal static class OpenLoop
{
    /// <param name="Late">How long after its time the last to leave left, in milliseconds: more than a few, and the load itself was held up.</param>
    /// <param name="Outstanding">The most that were unanswered at once.</param>
    public sealed record Result(long Sent, Answers Answers, double Late, long Outstanding);

    /// <param name="send">The n-th command.</param>
    public static async Task<Result> RunAsync(Func<int, Task<Told>> send, double perSecond, TimeSpan length, CancellationToken cancel)
    {
        var answers = new Answers();
        var (sent, outstanding, most, late) = (0, 0L, 0L, TimeSpan.Zero);
        var began = Stopwatch.GetTimestamp();
        using var drained = new SemaphoreSlim(0);
        var total = (int)(perSecond * length.TotalSeconds);

        // A thread of its own: the pool's are the server's, and busy.
        await Task.Factory.StartNew(
            () =>
            {
                while (sent < total && !cancel.IsCancellationRequested)
                {
                    var due = TimeSpan.FromSeconds(sent / perSecond);
                    var now = Stopwatch.GetElapsedTime(began);
                    if (now < due)
                    {
                        Clock.SleepUntil(began, due);
                        continue;
                    }

                    if (now - due > late) late = now - due;
                    most = Math.Max(most, Interlocked.Increment(ref outstanding));
                    _ = SendAsync(sent++);
                }
            },
            cancel,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        while (Interlocked.Read(ref outstanding) > 0) await Task.Delay(5, cancel);
        cancel.ThrowIfCancellationRequested();
        return new Result(sent, answers, late.TotalMilliseconds, most);

        async Task SendAsync(int n)
        {
            try
            {
                answers.Add(await send(n));
            }
            finally
            {
                Interlocked.Decrement(ref outstanding);
            }
        }
    }
}

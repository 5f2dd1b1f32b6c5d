namespace Circle.Measure.Hosting;

/// <summary>This process's working set, looked at five times a second until disposed.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stop = new();
    private readonly List<long> looks = [Environment.WorkingSet];
    private readonly Task watching;

    public MemoryWatch() => watching = Task.Run(async () =>
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token)) looks.Add(Environment.WorkingSet);
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    });

    public double BeforeMegabytes => looks[0] / 1e6;

    public double PeakMegabytes => looks.Max() / 1e6;

    /// <summary>By how much the peak of the last third is above that of the second: what grows without end goes on growing.</summary>
    public double LateGrowth => (double)looks[(looks.Count * 2 / 3)..].Max() / looks[(looks.Count / 3)..(looks.Count * 2 / 3 + 1)].Max();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }
}

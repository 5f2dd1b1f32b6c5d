using Circle.Domain.Time;
using Circle.Grains.Rehearsal;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Time;

/// <summary>
/// Keeps this silo's business clock by the stored one, whoever keeps that. A new database's clock is set here, before any
/// grain needs the time.
/// </summary>
public sealed class ClockFollower(
    BusinessClock clock, IClockStore store, RehearsalOptions options, TimeProvider real, ILogger<ClockFollower> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle)
    {
        if (clock.Mode == OperatingMode.Live) return;
        lifecycle.Subscribe(nameof(BusinessClock), ServiceLifecycleStage.RuntimeStorageServices, BeginAsync, _ => Task.CompletedTask);
        lifecycle.Subscribe(
            nameof(ClockFollower),
            ServiceLifecycleStage.Active,
            _ =>
            {
                using (ExecutionContext.SuppressFlow()) loop = Task.Run(RunAsync, CancellationToken.None);
                return Task.CompletedTask;
            },
            async _ =>
            {
                await stopping.CancelAsync();
                await loop;
            });
    }

    public void Dispose() => stopping.Dispose();

    private async Task BeginAsync(CancellationToken cancel)
    {
        if (await store.ReadAsync(cancel) is null)
            await store.WriteAsync(new ClockReading(1, options.Begins, real.GetUtcNow(), 0, false, options.Speed), 0, cancel);
        clock.Set((await store.ReadAsync(cancel))!);
    }

    private async Task RunAsync()
    {
        using var ticks = new PeriodicTimer(Period, real);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!await ticks.WaitForNextTickAsync(stopping.Token)) return;
                if (await store.ReadAsync(stopping.Token) is { } stored && stored.Version > clock.Reading!.Version) clock.Set(stored);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "The rehearsal's clock could not be read");
            }
        }
    }
}

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
    : SiloLoop
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public override void Participate(ISiloLifecycle lifecycle)
    {
        if (clock.Mode == OperatingMode.Live) return;
        lifecycle.Subscribe(nameof(BusinessClock), ServiceLifecycleStage.RuntimeStorageServices, BeginAsync, _ => Task.CompletedTask);
        base.Participate(lifecycle);
    }

    protected override Task RunAsync(CancellationToken cancel)
        => EachAsync(Period, real, FollowAsync, e => log.LogWarning(e, "The rehearsal's clock could not be read"), cancel);

    private async Task BeginAsync(CancellationToken cancel)
    {
        if (await store.ReadAsync(cancel) is null)
            await store.WriteAsync(new ClockReading(1, options.Begins, real.GetUtcNow(), 0, false, options.Speed), 0, cancel);
        clock.Set((await store.ReadAsync(cancel))!);
    }

    private async Task FollowAsync(CancellationToken cancel)
    {
        if (await store.ReadAsync(cancel) is { } stored && stored.Version > clock.Reading!.Version) clock.Set(stored);
    }
}

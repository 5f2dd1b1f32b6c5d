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
    /// <summary>While a rehearsal hurries its people wait at every day's end for the slowest silo's clock.</summary>
    private static readonly TimeSpan Hurried = TimeSpan.FromMilliseconds(250);

    private const int HurriedInPeriod = 4;

    private int beat;

    public override void Participate(ISiloLifecycle lifecycle)
    {
        if (clock.Mode == OperatingMode.Live) return;
        lifecycle.Subscribe(nameof(BusinessClock), ServiceLifecycleStage.RuntimeStorageServices, BeginAsync, _ => Task.CompletedTask);
        base.Participate(lifecycle);
    }

    protected override Task RunAsync(CancellationToken cancel)
        => EachAsync(Hurried, real, FollowAsync, e => log.LogWarning(e, "The rehearsal's clock could not be read"), cancel);

    private async Task BeginAsync(CancellationToken cancel)
    {
        if (await store.ReadAsync(cancel) is null)
            await store.WriteAsync(new ClockReading(1, options.Begins, real.GetUtcNow(), 0, false, options.Speed), 0, cancel);
        clock.Set((await store.ReadAsync(cancel))!);
    }

    private async Task FollowAsync(CancellationToken cancel)
    {
        if (!clock.IsStarting && ++beat % HurriedInPeriod != 0) return;
        if (await store.ReadAsync(cancel) is { } stored && stored.Version > clock.Reading!.Version) clock.Set(stored);
    }
}

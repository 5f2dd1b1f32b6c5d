using System.Collections.Concurrent;
using System.Collections.Immutable;
using Circle.Contracts.Places;
using Circle.Domain.Places;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Places;

/// <summary>
/// The one recovery rule: every 5 s, and when plan or places change, asks the database once for count and mark of all regions
/// that are active on this silo and lets each compare. The same round is liveness, "as of" and coverage.
/// </summary>
public sealed class RegionWatch(IPlaceRows rows, Atlas atlas, IGrainFactory grains, TimeProvider real, ILogger<RegionWatch> log)
    : SiloLoop
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>A round waits no longer: one region that hangs must not make its silo's others look unheard.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<PlaceId, byte> regions = new();
    private readonly ConcurrentDictionary<PlaceId, byte> comparing = new();
    private bool isBlind;

    /// <summary>False from a round that could not read until the next that can.</summary>
    public bool IsHealthy => !Volatile.Read(ref isBlind);

    public void Join(PlaceId region) => regions.TryAdd(region, 0);

    public void Leave(PlaceId region) => regions.TryRemove(region, out _);

    public override void Participate(ISiloLifecycle lifecycle)
    {
        // The atlas is read before any grain decides; the rounds begin when grains may be called.
        lifecycle.Subscribe(nameof(Atlas), ServiceLifecycleStage.RuntimeStorageServices + 1, atlas.LookAsync, _ => Task.CompletedTask);
        base.Participate(lifecycle);
    }

    protected override Task RunAsync(CancellationToken cancel) => EachOrChangedAsync(
        Period,
        real,
        () => atlas.Changed,
        async stop =>
        {
            await RoundAsync(stop);
            Volatile.Write(ref isBlind, false);
        },
        e =>
        {
            Volatile.Write(ref isBlind, true);
            log.LogWarning(e, "Regions could not be compared with their rows");
        },
        cancel);

    private async Task RoundAsync(CancellationToken cancel)
    {
        await atlas.LookAsync(cancel);
        var here = regions.Keys.ToImmutableArray();
        if (here.IsEmpty) return;
        var marks = (await rows.MarksAsync(here, cancel)).ToDictionary(m => m.Region);
        var all = Task.WhenAll(here.Select(region => CompareAsync(region, marks.GetValueOrDefault(region))));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(all, Task.Delay(Patience, real, limit.Token));
        await limit.CancelAsync();
    }

    /// <summary>One in flight per region; it ends by itself, whoever waits.</summary>
    private async Task CompareAsync(PlaceId region, RegionMark? mark)
    {
        if (!comparing.TryAdd(region, 0)) return;
        try
        {
            await grains.GetGrain<IRegionGrain>(region.Value).Compare(mark is null ? null : new RowCheck(mark.Count, mark.MarkSum));
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Region {Region} did not compare", region);
        }
        finally
        {
            comparing.TryRemove(region, out _);
        }
    }
}

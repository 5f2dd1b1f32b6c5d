using Circle.Contracts.Alerts;
using Circle.Contracts.Journal;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Alerts;

/// <summary>Has every street, and the district, be watched from the moment that they and a plan are known. From then on the agenda does.</summary>
public sealed class AlertWatches(Atlas atlas, IGrainFactory grains, TimeProvider real, ILogger<AlertWatches> log) : SiloLoop
{
    /// <summary>For one that failed.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly HashSet<PlaceId> begun = [];

    protected override Task RunAsync(CancellationToken cancel)
    {
        Caller.Current = Actor.Timekeeper;
        return EachOrChangedAsync(Again, real, () => atlas.Changed, BeginAsync, e => log.LogWarning(e, "A watch was not begun; it is tried again"), cancel);
    }

    private async Task BeginAsync(CancellationToken cancel)
    {
        if (atlas.Plan is null || atlas.Places.Root is not { } root) return;
        foreach (var place in atlas.Places.Subtree(root.Id).Where(p => AlertWatch.WatcherOf(atlas.Places, p.Id) == p.Id && !begun.Contains(p.Id)))
        {
            cancel.ThrowIfCancellationRequested();
            var answer = await grains.GetGrain<IAlertWatchGrain>(place.Id.Value).Tell(CommandId.Derive("watch", place.Id.Value, "begin"), new WatchCommand.Begin(place.Id));
            if (answer is Answer.Accepted or Answer.Refused) begun.Add(place.Id);
        }
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.Plans;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Journal;
using Circle.Grains.Places;

namespace Circle.Grains.Plans;

/// <summary>
/// What every decision and sum on this silo needs to know of the whole: the plan in force and the tree of places. Told at once
/// of what commits here; learns of other silos' commits by looking, with the regions' comparison.
/// </summary>
public sealed class Atlas(IJournalStore journal, IPlaceRows rows) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim looking = new(1);
    private Committed<PlanState> plan = Committed<PlanState>.None(Domain.Plans.Plan.Empty);
    private ImmutableDictionary<PlaceId, (long Revision, PlaceNode Node)> nodes = ImmutableDictionary<PlaceId, (long, PlaceNode)>.Empty;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PlanVersion? Plan => plan.State.InForce;

    public PlaceTree Places { get; private set; } = PlaceTree.Empty;

    /// <summary>Completes at the next change.</summary>
    public Task Changed
    {
        get
        {
            lock (gate) return changed.Task;
        }
    }

    /// <summary>A plan that was just committed here, or read.</summary>
    public void Know(Committed<PlanState> committed)
    {
        lock (gate)
        {
            if (committed.Version <= plan.Version) return;
            // A proposal that waits is nothing that anybody sums by.
            var isNews = !ReferenceEquals(committed.State.InForce, plan.State.InForce);
            plan = committed;
            if (isNews) Announce();
        }
    }

    /// <summary>Places that were just committed here, or read.</summary>
    public void Know(IEnumerable<(long Revision, PlaceNode Node)> places)
    {
        lock (gate)
        {
            var next = nodes;
            foreach (var place in places)
            {
                if (!next.TryGetValue(place.Node.Id, out var held) || (place.Revision > held.Revision && place.Node != held.Node))
                    next = next.SetItem(place.Node.Id, place);
            }

            if (next == nodes) return;
            nodes = next;
            Places = new PlaceTree(nodes.Values.Select(n => n.Node).OrderBy(n => n.Id.Value, StringComparer.Ordinal));
            Announce();
        }
    }

    /// <summary>Reads what other silos may have committed.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        await looking.WaitAsync(cancel);
        try
        {
            var heads = await rows.PlacesAsync(cancel);
            Know(heads.Select(h => (h.Revision, NodeOf(h.Head))));

            var stream = Domain.Plans.Plan.StreamOf(IPlanGrain.Key);
            for (var at = plan; ;)
            {
                var events = await journal.ReadAsync(stream, at.Version, 200, cancel);
                if (events.IsEmpty) break;
                at = RunQueue<Domain.Plans.Plan, PlanState, PlanCommand, PlanEvent>.Replay(at, events);
                Know(at);
            }
        }
        finally
        {
            looking.Release();
        }
    }

    public void Dispose() => looking.Dispose();

    private static PlaceNode NodeOf(RowHead head)
    {
        var view = JsonSerializer.Deserialize<PlaceView>(head.View, JournalJson.Options)!;
        return new PlaceNode(view.Id, view.Kind, view.Name, view.Parent);
    }

    private void Announce()
    {
        var before = changed;
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        before.SetResult();
    }
}

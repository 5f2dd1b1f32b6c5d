using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.LivingCircles;
using Circle.Contracts.Places;
using Circle.Contracts.Walls;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Grains.LivingCircles;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Storage;

namespace Circle.Grains.Places;

/// <summary>What outlives an activation: the epoch, and the last whole picture for a cold wall.</summary>
public sealed class RegionMemory
{
    public long Epoch { get; set; }

    public DateTimeOffset AsOf { get; set; }

    /// <summary>Business day of <see cref="Cells"/>; the first of all days where an older version kept them.</summary>
    public DateOnly Day { get; set; }

    public Dictionary<string, string> Cells { get; set; } = [];
}

/// <summary>
/// A place that sums, at any depth. Rows and reports come in, differences go into <see cref="RegionSums"/>; its own report
/// goes up with one in flight, and frames are painted when someone asks for the next.
/// </summary>
[GrainType("region"), Reentrant]
public sealed class RegionGrain(
    [PersistentState("region", Journal.AggregateServices.SnapshotStorage)] IPersistentState<RegionMemory> memory,
    IPlaceRows placeRows,
    Atlas atlas,
    BusinessClock clock,
    RegionWatch watch,
    RegionMeters meters,
    SiloStop stop,
    TimeProvider real,
    ILogger<RegionGrain> log) : Grain, IRegionGrain, IConcerns
{
    /// <summary>How long a child may be silent, and a fresh activation wait for its children, before the picture shows a gap.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(30);

    private RegionSums sums = null!;
    private RegionPainter painter = null!;
    private RegionCoverage coverage = null!;
    private ReportUp up = null!;
    private PlanVersion? plan;
    private PlaceTree places = PlaceTree.Empty;
    private RegionDrift drift = null!;
    private CircleNudge circle = null!;
    private DateTimeOffset keptAt;

    public Subject Subject => new(Self);

    private PlaceId Self => sums.Self;

    private bool IsReady => coverage.IsReady(places.ChildrenOf(Self), sums);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        sums = new RegionSums(PlaceId.Of(this.GetPrimaryKeyString()));
        memory.State.Epoch = Math.Max(memory.State.Epoch + 1, real.GetUtcNow().ToUnixTimeMilliseconds());
        await BeginEpochAsync(cancellationToken);
        keptAt = real.GetUtcNow();
        coverage = new RegionCoverage(real, Gap);
        painter = new RegionPainter(sums, memory.State, clock, meters);
        drift = new RegionDrift(real);
        up = new ReportUp(sums, memory.State.Epoch, () => plan, parent => GrainFactory.GetGrain<IRegionGrain>(parent.Value), log);

        circle = new CircleNudge(() => GrainFactory.GetGrain<ILivingCircleGrain>(Self.Value), stop, real, log);

        sums.Replace(await placeRows.OfRegionAsync(Self, cancellationToken), []);
        coverage.Compared();
        Reconsider();
        Move();
        watch.Join(Self);

        // Not awaited: children report to this very activation before it is whole.
        _ = AskChildrenAsync();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        watch.Leave(Self);
        if (reason.ReasonCode != DeactivationReasonCode.ShuttingDown) await KeepAsync();
    }

    public Task Take(ImmutableArray<PlaceRow> rows)
    {
        foreach (var row in rows)
        {
            drift.Arrived(row);
            sums.Take(row);
        }

        circle.Took(rows);
        Move();
        return Task.CompletedTask;
    }

    public Task<Revision?> Take(RegionReport report)
    {
        if (report.Parent != Self || places.Find(report.Region) is { } known && known.Parent != Self)
            return Task.FromResult<Revision?>(report.Revision);
        var held = sums.Take(report);
        coverage.Heard(report.Region);
        Move();
        return Task.FromResult(held);
    }

    public Task Current(Revision? held)
    {
        Reconsider();
        up.ParentHolds(held);
        Move();
        return Task.CompletedTask;
    }

    public async Task Compare(RowCheck? rows)
    {
        Reconsider();
        if (drift.Judge()) meters.Drifted();
        if ((rows?.Count ?? 0) != sums.RowCount || (rows?.MarkSum ?? 0) != sums.MarkSum) await ReadAgainAsync();
        coverage.Compared();
        circle.Again(IsOfCircle);
        Move();
        await AskChildrenAsync();
        if (real.GetUtcNow() - keptAt >= KeepEvery) await KeepAsync();
    }

    public async Task<Frame> Next(FrameNumber? seen)
    {
        await painter.NextAsync(seen, Paint, real);
        return painter.FrameSince(seen, AsOf(), coverage.Of(places.ChildrenOf(Self)));
    }

    public Task<RegionTally> Tally()
    {
        sums.Settle(plan);
        return Task.FromResult(new RegionTally(up.Revision, AsOf(), Domain.Places.Tally.Of(sums.Whole())));
    }

    /// <summary>Another plan or tree: debts are settled anew, and children that stand elsewhere now are dropped.</summary>
    private void Reconsider()
    {
        if (ReferenceEquals(plan, atlas.Plan) && ReferenceEquals(places, atlas.Places)) return;
        (plan, places) = (atlas.Plan, atlas.Places);
        sums.Owe(plan?.Targets ?? []);
        foreach (var gone in sums.Children.Where(c => places.Find(c)?.Parent != Self).ToList()) sums.Drop(gone);
        up.Parent = places.Find(Self)?.Parent;
        if (IsOfCircle()) circle.Say();
    }

    /// <summary>It has points, or had some when its circle was looked at last.</summary>
    private bool IsOfCircle() => sums.Holds(ServicePoint.Kind) || sums.Holds(LivingCircle.Kind);

    private async Task ReadAgainAsync()
    {
        meters.Reread();
        var known = sums.RowIds();
        var all = await placeRows.OfRegionAsync(Self, CancellationToken.None);
        foreach (var gone in known.Intersect(sums.RowIds()).Except(all.Select(r => r.Id)))
        {
            drift.Missed(gone, 0);
            if (gone.IsOf(ServicePoint.Kind)) circle.Say();
        }

        foreach (var row in all.Where(sums.Take)) drift.Missed(row.Id, row.Revision);
        sums.Replace(all, known);
        circle.Took(all);
    }

    private void Move()
    {
        painter.Moved();
        Report();
    }

    /// <summary>Until it is whole the parent keeps what the activation before told it: half a street is less than an old one.</summary>
    private void Report()
    {
        if (IsReady) up.Start();
    }

    /// <summary>Paints only a whole picture: after activation the last one stays until every child has reported, or 10 s are over.</summary>
    private void Paint()
    {
        Reconsider();
        sums.Settle(plan);
        if (IsReady) painter.Paint(plan, places);
        Report();
    }

    private DateTimeOffset AsOf()
    {
        if (IsReady && coverage.IsFresh) memory.State.AsOf = clock.Now;
        return memory.State.AsOf;
    }

    private Task AskChildrenAsync() => Task.WhenAll(places.ChildrenOf(Self).Select(AskAsync));

    private async Task AskAsync(PlaceNode child)
    {
        try
        {
            await GrainFactory.GetGrain<IRegionGrain>(child.Id.Value).Current(sums.RevisionOf(child.Id));
            coverage.Heard(child.Id);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "{Region} hears nothing of {Child}", Self, child.Id);
        }
    }

    /// <summary>The stored epoch tells a double activation; without it the real clock keeps epochs apart well enough to go on.</summary>
    private async Task BeginEpochAsync(CancellationToken cancel)
    {
        try
        {
            await memory.WriteStateAsync(cancel);
        }
        catch (Exception e) when (e is not (InconsistentStateException or OperationCanceledException))
        {
            log.LogWarning(e, "{Region}: its epoch was not stored", Self);
        }
    }

    private async Task KeepAsync()
    {
        keptAt = real.GetUtcNow();
        if (!painter.IsPainted) return;
        try
        {
            (memory.State.Day, memory.State.Cells) = (painter.Day, painter.Cells());
            await memory.WriteStateAsync();
        }
        catch (Exception e)
        {
            log.LogWarning(e, "{Region}: its last picture was not kept", Self);
        }
    }
}

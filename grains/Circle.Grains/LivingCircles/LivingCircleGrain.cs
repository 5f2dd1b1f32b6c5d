using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Contracts.Accounts;
using Circle.Contracts.LivingCircles;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Grains.Journal;
using Circle.Grains.ServicePoints;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.LivingCircles;

/// <summary>
/// Looks at the directory when told that it changed, one look at a time; what changes meanwhile is seen by one more. The rows are read
/// anew each time, so that neither order nor loss of what it is told matters, as long as it is told again. Those near are told by
/// rounds of their own, and look without telling others: two that tell each other wait for no circle of waiting. A street and the
/// district assess nothing, but a shop that is registered on them stands near communities as well.
/// </summary>
[GrainType("circle")]
public sealed class LivingCircleGrain : AggregateGrain<LivingCircle, CircleState, CircleCommand, CircleEvent>, ILivingCircleGrain, IConcerns
{
    private readonly IServicePointRows points;
    private readonly ILivingCircleRows circles;
    private readonly CircleRounds looking;
    private readonly CircleRounds spreading;
    private ImmutableHashSet<PlaceId> near = [];
    private ImmutableHashSet<(ServicePointId Point, PointKindId Kind, Position At)>? standing;
    private CircleState drawn = LivingCircle.Empty;
    private bool hasLeft;

    public LivingCircleGrain(AggregateServices services, IServicePointRows points, ILivingCircleRows circles, SiloStop stop, TimeProvider real, ILogger<LivingCircleGrain> log)
        : base(services)
    {
        (this.points, this.circles) = (points, circles);
        looking = new(LookAsync, e => log.LogWarning(e, "The circle of {Community} could not be assessed; it is tried again", Self), stop, real);
        spreading = new(SpreadAsync, e => log.LogWarning(e, "Those near {Community} could not be told; it is tried again", Self), stop, real);
    }

    public Subject Subject => new(Self);

    private PlaceId Self => PlaceId.Of(this.GetPrimaryKeyString());

    private PlaceTree Places => Services.Atlas.Places;

    public async Task<bool> Look(bool spread)
    {
        var (looked, told) = (looking.Say(), spread ? spreading.Say() : Task.FromResult(true));
        return await looked & await told;
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        drawn = Committed.State;
        near = [.. drawn.Neighbours];
        _ = FollowAsync();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        hasLeft = true;
        looking.Leave();
        spreading.Leave();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>A border that moved concerns those on both sides.</summary>
    protected override void OnCommitted(PlaceRow? own)
    {
        var (before, now) = (drawn, Committed.State);
        drawn = now;
        if (before.DrawnAt == now.DrawnAt && before.Neighbours.SequenceEqual(now.Neighbours) && before.Apart.SequenceEqual(now.Apart) && before.Centre == now.Centre) return;

        // Whom it takes back may have named it, and is told even by an activation that has not looked yet.
        near = near.Union(now.Apart.Except(before.Apart).Select(p => p.Community));
        _ = Look(spread: true);
    }

    /// <summary>This silo may learn of a plan or of places after it was told to look by one that knew them.</summary>
    private async Task FollowAsync()
    {
        for (var change = Services.Atlas.Changed; ;)
        {
            await change;
            if (hasLeft) return;
            change = Services.Atlas.Changed;
            _ = looking.Say();
        }
    }

    private async Task<bool> LookAsync()
    {
        if (Services.Atlas.Plan is not { } plan || Places.Find(Self) is not { } place) return false;
        if (plan.Document.Directory is not { } rules || place.Kind != PlaceKind.Community) return true;

        // Of one that was merged into another nothing is said any more: what stands there counts for that one.
        var kinds = Places.IsMerged(Self) ? [] : await AssessAsync(rules);
        ImmutableArray<PointKindId> lacking = kinds.IsEmpty ? [] : Assessment.Lacking(rules, kinds);
        if (Committed.State.IsAssessedAs(kinds, lacking)) return true;
        var id = CommandId.Derive(LivingCircle.StreamOf(Self).Value, "assess", Committed.Version.ToString(CultureInfo.InvariantCulture));
        return await Tell(id, new CircleCommand.Assess(Self, kinds, lacking)) is Answer.Accepted { Receipt.Repeated: false };
    }

    private async Task<ImmutableArray<KindReach>> AssessAsync(DirectoryRules rules)
    {
        var (places, centre, neighbours) = (Places, Committed.State.Centre, await NeighboursAsync());
        ImmutableArray<PlaceId> regions = [.. neighbours.Add(Self).SelectMany(places.Subtree).Select(p => p.Id)];
        var own = await points.OfAsync(regions, null, CancellationToken.None);
        var around = centre is null ? [] : await points.WithinAsync(PositionBox.Around(centre, Math.Max(rules.WalkMetres, rules.OldWalkMetres)), CancellationToken.None);
        var isWhole = own.Length < IServicePointRows.MostAtOnce && around.Length < IServicePointRows.MostAtOnce;
        var found = own.Concat(around).Select(ServicePointReading.Read).DistinctBy(view => view.Id).Select(view => view with { Place = places.SurvivorOf(view.Place) });
        return Assessment.Of(rules, new Ground(Self, neighbours, centre, isWhole), found);
    }

    /// <summary>By what either side said, and whatever was merged into one of them. Its own word is in its row: this looks after the commit.</summary>
    private async Task<ImmutableArray<PlaceId>> NeighboursAsync() => (await circles.BordersAsync(Places, CancellationToken.None)).NeighboursOf(Self);

    /// <summary>Those that may count this place's points look too, and those that could before a border or a point moved.</summary>
    private async Task<bool> SpreadAsync()
    {
        if (Places.Find(Self) is not { } place) return false;
        var (survivor, isCommunity) = (Places.SurvivorOf(Self), place.Kind == PlaceKind.Community);
        var own = (await points.OfAsync([Self], null, CancellationToken.None)).Select(ServicePointReading.Read);
        var stand = own.Where(p => p.State == PointState.Open && p.Listing.Position is not null).Select(p => (p.Id, p.Kind, p.Listing.Position!)).ToImmutableHashSet();
        ImmutableHashSet<PlaceId> neighbours = isCommunity ? [.. await NeighboursAsync()] : [];
        var others = near.Union(neighbours).Union(await AroundAsync(standing is null ? stand : stand.SymmetricExcept(standing)));
        if (isCommunity) others = others.Add(survivor);
        var answers = await Task.WhenAll(others.Remove(Self).Select(other => GrainFactory.GetGrain<ILivingCircleGrain>(other.Value).Look(spread: other == survivor)));

        // Only then: whoever was not reached is told once more.
        if (!answers.All(looked => looked)) return false;
        (near, standing) = (neighbours, stand);
        return true;
    }

    /// <summary>Whose people may walk to where these stand.</summary>
    private async Task<IEnumerable<PlaceId>> AroundAsync(ImmutableHashSet<(ServicePointId Point, PointKindId Kind, Position At)> moved)
    {
        if (moved.IsEmpty || Services.Atlas.Plan?.Document.Directory is not { } rules) return [];
        var metres = Math.Max(rules.WalkMetres, rules.OldWalkMetres);
        var all = await circles.ListAsync([.. Places.OfKind(PlaceKind.Community).Select(p => p.Id)], CancellationToken.None);
        return all.Select(json => JsonSerializer.Deserialize<LivingCircleView>(json, JournalJson.Options)!)
            .Where(circle => circle.Centre is { } centre && moved.Any(point => Distance.Metres(centre, point.At) <= metres))
            .Select(circle => circle.Community);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.LivingCircles;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Grains.Journal;
using Circle.Grains.ServicePoints;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.LivingCircles;

/// <summary>
/// Looks at the directory when told that it changed, one look at a time; what changes meanwhile is seen by one more. The rows are read
/// anew each time, so that neither order nor loss of what it is told matters, as long as it is told again.
/// </summary>
[GrainType("circle")]
public sealed class LivingCircleGrain(AggregateServices services, IServicePointRows points, ILivingCircleRows circles, TimeProvider real, ILogger<LivingCircleGrain> log)
    : AggregateGrain<LivingCircle, CircleState, CircleCommand, CircleEvent>(services), ILivingCircleGrain, IConcerns
{
    /// <summary>Between two looks: an import changes a street's points thousands of times, and each look reads all of them.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(2);

    private ImmutableHashSet<PlaceId> near = [];
    private (ImmutableArray<PlaceId> Neighbours, Position? Centre) drawn = ([], null);
    private bool again;
    private bool spreads;
    private bool isAtIt;
    private bool hasLeft;

    public Subject Subject => new(Self);

    private PlaceId Self => PlaceId.Of(this.GetPrimaryKeyString());

    public Task Look(bool spread)
    {
        again = true;
        spreads |= spread;
        if (!isAtIt) _ = LookOnAsync();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        hasLeft = true;
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>A border that moved concerns those on both sides.</summary>
    protected override void OnCommitted(PlaceRow? own)
    {
        var (neighbours, centre) = (Committed.State.Neighbours, Committed.State.Centre);
        if (drawn.Neighbours.SequenceEqual(neighbours) && drawn.Centre == centre) return;
        drawn = (neighbours, centre);
        _ = Look(spread: true);
    }

    private async Task LookOnAsync()
    {
        isAtIt = true;
        try
        {
            // Whoever told it stays behind: what it finds is the system's own word.
            RequestContext.Clear();
            Caller.Current = Actor.Timekeeper;
            while (again && !hasLeft)
            {
                again = false;
                try
                {
                    await LookOnceAsync();
                }
                catch (Exception e)
                {
                    log.LogWarning(e, "The circle of {Community} could not be assessed; it is tried again", Self);
                    again = true;
                }

                await Task.Delay(Gap, real);
            }
        }
        finally
        {
            isAtIt = false;
        }
    }

    private async Task LookOnceAsync()
    {
        var (places, rules) = (Services.Atlas.Places, Services.Atlas.Plan?.Document.Directory);
        if (rules is null || places.Find(Self) is not { Kind: PlaceKind.Community, Parent: { } street }) return;
        ImmutableArray<PlaceId> neighbours = [.. Committed.State.Neighbours.Union(await circles.NamingAsync(Self, CancellationToken.None)).Where(n => n != Self)];
        ImmutableArray<PlaceId> all = [street, .. neighbours.Union(places.ChildrenOf(street).Select(p => p.Id))];
        var found = (await points.OfAsync(all, null, CancellationToken.None)).Select(view => JsonSerializer.Deserialize<ServicePointView>(view, JournalJson.Options)!);
        var kinds = Assessment.Of(rules, new Ground(Self, neighbours, Committed.State.Centre), found);
        var lacking = Assessment.Lacking(rules, kinds);
        await SpreadAsync(neighbours, street, places);
        if (Committed.State.IsAssessedAs(kinds, lacking)) return;
        var id = CommandId.Derive(LivingCircle.StreamOf(Self).Value, "assess", Committed.Version.ToString(CultureInfo.InvariantCulture));
        var answer = await Tell(id, new CircleCommand.Assess(Self, kinds, lacking));
        again |= answer is not Answer.Accepted { Receipt.Repeated: false };
    }

    /// <summary>Those that may count this community's points look too, and those that could before a border moved.</summary>
    private async Task SpreadAsync(ImmutableArray<PlaceId> neighbours, PlaceId street, PlaceTree places)
    {
        if (!spreads) return;
        spreads = false;
        var before = near;
        near = [.. neighbours];
        foreach (var other in near.Union(before).Union(places.ChildrenOf(street).Select(p => p.Id)).Remove(Self))
            await GrainFactory.GetGrain<ILivingCircleGrain>(other.Value).Look(spread: false);
    }
}

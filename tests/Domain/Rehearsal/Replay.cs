using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Rehearsal;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Rehearsal;

/// <summary>Plays deeds through the real decisions and folds, with what time itself starts (the end of a suspension).</summary>
internal sealed class Replay
{
    private readonly PlaceTree places;
    private readonly Dictionary<FacilityId, FacilityState> facilities = [];
    private readonly Dictionary<FacilityId, (FacilityState State, RowImage Row)> rows = [];
    private readonly HashSet<FacilityId> suspended = [];
    private readonly Queue<FieldDeed> deeds;
    private PlanState plan = Plan.Empty;

    public Replay(PlanDocument document, PlaceTree places, ImmutableArray<FacilityDraft> drafts, ImmutableArray<FieldDeed> deeds)
    {
        this.places = places;
        this.deeds = new Queue<FieldDeed>(deeds);
        var seeded = District.At(new DateOnly(2013, 9, 26));
        Do(seeded, Actor.Seeds, new PlanCommand.Adopt(document));
        foreach (var draft in drafts) Do(seeded, Actor.Seeds, draft.Id, new FacilityCommand.Import(draft));
    }

    /// <summary>What was declined, in words; empty when all was accepted.</summary>
    public List<string> Declined { get; } = [];

    public PlanVersion InForce => plan.InForce!;

    public IReadOnlyDictionary<FacilityId, FacilityState> Facilities => facilities;

    public Replay Until(DateTimeOffset moment)
    {
        while (deeds.TryPeek(out var next) && next.At <= moment)
        {
            deeds.Dequeue();
            ResumeUntil(next.At);
            switch (next)
            {
                case FieldDeed.OfPlan deed: Do(deed.At, deed.Actor, deed.Command); break;
                case FieldDeed.OfFacility deed: Do(deed.At, deed.Actor, deed.Facility, deed.Command); break;
            }
        }

        ResumeUntil(moment);
        return this;
    }

    /// <summary>The district's picture on the day of a moment, summed by the regions' own sums.</summary>
    public DistrictDay Look(DateTimeOffset moment)
    {
        Until(moment);
        var byPlace = facilities.Select(f => Row(f.Key, f.Value)).ToLookup(r => r.Region);
        var regions = new Dictionary<PlaceId, RegionSums>();
        Sum(places.Root!, byPlace, regions);
        return new DistrictDay(InForce, places, District.DateOf(moment), regions, facilities);
    }

    private RegionSums Sum(PlaceNode place, ILookup<PlaceId, PlaceRow> byPlace, Dictionary<PlaceId, RegionSums> regions)
    {
        var sums = regions[place.Id] = new RegionSums(place.Id);
        foreach (var row in byPlace[place.Id]) sums.Take(row);
        foreach (var child in places.ChildrenOf(place.Id))
            sums.Take(new RegionReport(child.Id, place.Id, null, new Revision(1, 1), Sum(child, byPlace, regions).Whole()));
        sums.Owe(InForce.Targets);
        sums.Settle(InForce);
        return sums;
    }

    private PlaceRow Row(FacilityId id, FacilityState state)
    {
        if (!rows.TryGetValue(id, out var held) || !ReferenceEquals(held.State, state))
            rows[id] = held = (state, Facility.Contribute(state)[0]);
        return new PlaceRow(held.Row.Row, held.Row.Head!.Region, 1, held.Row.Cells);
    }

    private void ResumeUntil(DateTimeOffset moment)
    {
        var due = suspended.SelectMany(id => Facility.Agenda(facilities[id])).Where(a => a.Due <= moment).ToList();
        foreach (var item in due)
            Do(item.Due, Actor.Timekeeper, FacilityId.Of(item.Stream.Id), new FacilityCommand.Resume());
    }

    private void Do(DateTimeOffset at, Actor actor, FacilityId id, FacilityCommand command)
    {
        var state = facilities.GetValueOrDefault(id, Facility.Empty);
        switch (Facility.Decide(state, command, new Circumstances(at, actor, plan.InForce, places)))
        {
            case Decision<FacilityEvent>.Accepted accepted:
                var recorded = accepted.Events.Select(e => new Recorded<FacilityEvent>(e.Event, 1, actor, at));
                facilities[id] = recorded.Aggregate(state, Facility.Fold);
                if (facilities[id].Standing == Standing.Suspended) suspended.Add(id);
                else suspended.Remove(id);
                break;
            case Decision<FacilityEvent>.Declined declined:
                Declined.Add($"{District.Local(at):yyyy-MM-dd HH:mm} {actor} {id} {command}: {declined.Refusal.Faults[0].Code}");
                break;
        }
    }

    private void Do(DateTimeOffset at, Actor actor, PlanCommand command)
    {
        switch (Plan.Decide(plan, command, new Circumstances(at, actor, plan.InForce, places)))
        {
            case Decision<PlanEvent>.Accepted accepted:
                plan = accepted.Events.Aggregate(plan, (s, e) => Plan.Fold(s, new Recorded<PlanEvent>(e.Event, 1, actor, at)));
                break;
            case Decision<PlanEvent>.Declined declined:
                Declined.Add($"{District.Local(at):yyyy-MM-dd HH:mm} {actor} {command.GetType().Name}: {declined.Refusal.Faults[0].Code}");
                break;
        }
    }
}

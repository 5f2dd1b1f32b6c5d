using System.Collections.Immutable;
using Circle.Domain.Places;

namespace Circle.Domain.Plans;

/// <summary>目标分解: writes a line's quotas out into who owes how much by when (§三, the annexes for rosters).</summary>
/// <remarks>
/// The result is kept as a version and never derived at reading time, so that a new community changes no target in silence.
/// A place merged into another of its own kind owes nothing of its own by <see cref="QuotaKind.Each"/> and is not counted in
/// a share; what a roster names there stays with it, since it rolls up into the place that survives.
/// </remarks>
public static class Targets
{
    /// <summary>
    /// One target per step and unit, steps in the line's order and units in the tree's. Quotas of one step that meet at one
    /// unit are added. Excluded places and all under them get none; a target of 0 is not written.
    /// </summary>
    /// <exception cref="ArgumentException">The roster names a place that the tree lacks, see <see cref="Missing"/>.</exception>
    public static ImmutableArray<Target> WriteOut(Line line, PlaceTree places) => WriteOut(line, places, []);

    /// <summary>The same, where what no street had been given is given to streets by an allocation that <see cref="Allocation.Fits"/>.</summary>
    public static ImmutableArray<Target> WriteOut(Line line, PlaceTree places, ImmutableArray<Allocation> allocations)
    {
        var given = allocations.Where(a => a.Line == line.Id && a.Fits(line, places)).ToDictionary(a => a.Step, a => a.Shares);
        var position = places.All.Select((place, index) => (place.Id, index)).ToDictionary(p => p.Id, p => p.index);
        return
        [
            .. line.Steps.SelectMany(step => step.Quotas
                .Where(quota => quota.Kind != QuotaKind.Number || !given.ContainsKey(step.Id))
                .SelectMany(quota => Shares(line, quota, places))
                .Concat(given.GetValueOrDefault(step.Id, []).Select(share => (Unit: share.Street, Items: (long)share.Number)))
                .GroupBy(share => share.Unit, share => share.Items)
                .Select(unit => new Target(unit.Key, line.Id, step.Id, step.Stage, step.Due, unit.Sum()))
                .Where(target => target.Cumulative > 0)
                .OrderBy(target => position[target.Unit])),
        ];
    }

    /// <summary>Roster places that the tree does not know, in the roster's order. Ask before writing out.</summary>
    public static ImmutableArray<PlaceId> Missing(Line line, PlaceTree places)
        => [.. line.Roster.Select(named => named.Place).Where(place => places.Find(place) is null).Distinct()];

    /// <summary>What the district owes of a step that no street has been given.</summary>
    public static long Unallocated(Step step) => step.Quotas.Where(quota => quota.Kind == QuotaKind.Number).Sum(quota => (long)quota.Number);

    /// <summary>Whether a line covers a street: it is one, not merged into another, and not left out.</summary>
    public static bool IsCovered(Line line, PlaceId street, PlaceTree places)
        => places.Find(street) is { Kind: PlaceKind.Street } found && Counts(found, line, places);

    /// <summary>A share of whole percent, rounded up: 50 % of 1 community is 1, of 7 is 4.</summary>
    public static long CeilingOfPercent(int percent, int of) => (((long)percent * of) + 99) / 100;

    private static IEnumerable<(PlaceId Unit, long Items)> Shares(Line line, Quota quota, PlaceTree places) => quota.Kind switch
    {
        QuotaKind.Each => Covered(line, places, KindOf(quota.Answers)).Select(place => (place.Id, (long)quota.Number)),
        QuotaKind.ShareOfCommunities => Covered(line, places, PlaceKind.Street)
            .Select(street => (street.Id, CeilingOfPercent(quota.Number, CommunitiesOf(street, line, places)))),
        QuotaKind.Roster => line.Roster
            .Where(named => !places.IsWithin(named.Place, line.Excluded))
            .Select(named => (Answering(named.Place, quota.Answers, line, places), (long)named.Number)),
        QuotaKind.Number => places.Root is { } root ? [(root.Id, quota.Number)] : [],
        _ => throw new ArgumentOutOfRangeException(nameof(quota), quota.Kind, "no such kind of quota"),
    };

    private static IEnumerable<PlaceNode> Covered(Line line, PlaceTree places, PlaceKind kind)
        => places.OfKind(kind).Where(place => Counts(place, line, places));

    private static int CommunitiesOf(PlaceNode street, Line line, PlaceTree places)
        => places.Subtree(street.Id).Count(place => place.Kind == PlaceKind.Community && Counts(place, line, places));

    private static bool Counts(PlaceNode place, Line line, PlaceTree places)
        => !places.IsMerged(place.Id) && !places.IsWithin(place.Id, line.Excluded);

    /// <summary>The topmost of the kind on the way up, so the survivor of a merger; a place that stands higher answers itself.</summary>
    private static PlaceId Answering(PlaceId named, Answerer answers, Line line, PlaceTree places)
    {
        if (places.Find(named) is null)
            throw new ArgumentException($"the roster of {line.Id} names {named}, which is not in the tree", nameof(places));
        return answers == Answerer.Community
            ? named
            : places.PathUp(named).LastOrDefault(place => place.Kind == KindOf(answers))?.Id ?? named;
    }

    private static PlaceKind KindOf(Answerer answers) => answers switch
    {
        Answerer.District => PlaceKind.District,
        Answerer.Street => PlaceKind.Street,
        Answerer.Community => PlaceKind.Community,
        _ => throw new ArgumentOutOfRangeException(nameof(answers), answers, "no such answerer"),
    };
}

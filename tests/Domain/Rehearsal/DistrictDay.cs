using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Tests.Rehearsal;

/// <summary>How every line stands in the district and in its streets on one day.</summary>
internal sealed class DistrictDay(
    PlanVersion plan,
    PlaceTree places,
    DateOnly today,
    Dictionary<PlaceId, RegionSums> regions,
    IReadOnlyDictionary<FacilityId, FacilityState> facilities)
{
    public IReadOnlyList<LineStanding> District { get; } =
        [.. plan.Document.Lines.Select(line => Judge(plan, places, today, regions, places.Root!.Id, line))];

    public ILookup<PlaceId, LineStanding> Streets { get; } = places.OfKind(PlaceKind.Street)
        .SelectMany(street => plan.Document.Lines.Select(line => (street.Id, Standing: Judge(plan, places, today, regions, street.Id, line))))
        .ToLookup(s => s.Id, s => s.Standing);

    public long Owed => District.Sum(l => l.Owed);

    public long Waiting => District.Sum(l => l.Waiting);

    public IEnumerable<PlaceId> Owing => Streets.Where(s => s.Sum(l => l.Owed) > 0).Select(s => s.Key);

    public IEnumerable<string> Red => District.Where(l => l.Status.IsRed()).Select(l => l.Line.Value);

    public IEnumerable<string> With(Status status) => District.Where(l => l.Status == status).Select(l => l.Line.Value);

    public int Returned => facilities.Values.Count(f => f.Standing == Standing.Returned);

    /// <summary>Items due of a line, and how many of them are met.</summary>
    public (long Met, long Due) MetOf(string line)
    {
        var standing = District.Single(l => l.Line.Value == line);
        return (standing.Due - standing.Owed, standing.Due);
    }

    private static LineStanding Judge(
        PlanVersion plan, PlaceTree places, DateOnly today, Dictionary<PlaceId, RegionSums> regions, PlaceId place, Line line)
        => Standings.Of(
            line,
            regions[place].CellsOf(line.Id),
            today,
            plan.IsConfirmed(line.Id),
            places.IsWithin(place, line.Excluded),
            plan.Baselines.GetValueOrDefault(line.Id)?.Since);
}

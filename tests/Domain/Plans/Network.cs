using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Walls;

namespace Circle.Domain.Tests.Plans;

/// <summary>Regions that hear rows and each other's reports as a test says, and the walls that they paint.</summary>
internal sealed class Network(PlaceTree places, PlanVersion plan)
{
    private readonly Dictionary<PlaceId, RegionSums> regions = places.All.ToDictionary(p => p.Id, p => Owing(p.Id, plan));
    private readonly List<RegionReport> reports = [];

    public RegionSums Sums(PlaceId place) => regions[place];

    /// <summary>Told to every region: the one that it names takes it, any other drops what it held of it.</summary>
    public void Tell(PlaceRow row)
    {
        foreach (var region in regions.Values) region.Take(row);
    }

    /// <summary>A region tells its parent the whole of what it has now.</summary>
    public void Report(PlaceId place)
    {
        if (places.Find(place)?.Parent is not { } parent) return;
        var sums = regions[place];
        sums.Settle(plan);
        reports.Add(new RegionReport(place, parent, null, new Revision(1, reports.Count + 1), [.. sums.Whole()], sums.Ticker));
        regions[parent].Take(reports[^1]);
    }

    public void ReportAll()
    {
        foreach (var place in places.Subtree(places.Root!.Id).Reverse()) Report(place.Id);
        foreach (var region in regions.Values) region.Settle(plan);
    }

    /// <summary>Some report of before arrives again.</summary>
    public void Repeat(Random which)
    {
        if (reports.Count == 0) return;
        var report = reports[which.Next(reports.Count)];
        regions[report.Parent].Take(report);
    }

    public ImmutableSortedDictionary<string, string> Wall(PlaceId place, DateOnly today)
        => new Picture(regions[place]).Refresh(plan, places, today, [], []).ToImmutableSortedDictionary(c => c.Key, c => c.Value.ToJson(), StringComparer.Ordinal);

    private static RegionSums Owing(PlaceId place, PlanVersion plan)
    {
        var sums = new RegionSums(place);
        sums.Owe(plan.Targets);
        return sums;
    }
}

using System.Collections.Immutable;
using Circle.Contracts.Walls;
using Circle.Domain.Places;

namespace Circle.Grains.Places;

/// <summary>Which children a region hears, and when it last compared its rows with the database. Real time.</summary>
internal sealed class RegionCoverage(TimeProvider real, TimeSpan gap)
{
    private const int MostNamed = 20;

    private readonly Dictionary<PlaceId, long> heard = [];
    private readonly long began = real.GetTimestamp();
    private long? compared;

    /// <summary>Whether the rows were found right within the last 10 s.</summary>
    public bool IsFresh => compared is { } at && real.GetElapsedTime(at) < gap;

    public void Compared() => compared = real.GetTimestamp();

    public void Heard(PlaceId child) => heard[child] = real.GetTimestamp();

    /// <summary>Whether every child has reported once since this activation, or has had its time.</summary>
    public bool IsReady(ImmutableArray<PlaceNode> children, RegionSums sums)
        => real.GetElapsedTime(began) >= gap || children.All(c => sums.RevisionOf(c.Id) is not null);

    public Coverage Of(ImmutableArray<PlaceNode> children)
    {
        var missing = children.Where(c => !heard.TryGetValue(c.Id, out var at) || real.GetElapsedTime(at) >= gap).Select(c => c.Name).ToImmutableArray();
        return new Coverage(children.Length - missing.Length, children.Length, [.. missing.Take(MostNamed)]);
    }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Places;
using Orleans;

namespace Circle.Domain.ServicePoints;

public enum SpacingVerdict
{
    /// <summary>符合</summary>
    Fits,

    /// <summary>不符合</summary>
    Breaks,

    /// <summary>无法核对: it, or another of its kind that might be too near, has no position.</summary>
    CannotTell,
}

/// <summary>How far one point is from the nearest of its kind, against the rule.</summary>
/// <param name="Nearest">Of its kind; null: no other has a position, or it has none itself.</param>
/// <param name="Metres">To that one, in a straight line.</param>
/// <param name="AtLeast">What the rule asks for.</param>
[GenerateSerializer, Immutable, Alias("SpacingFinding")]
public sealed record SpacingFinding(
    [property: Id(0)] ServicePointId Point,
    [property: Id(1)] string Name,
    [property: Id(2)] PointKindId Kind,
    [property: Id(3)] PlaceId Place,
    [property: Id(4)] SpacingVerdict Verdict,
    [property: Id(5)] ServicePointId? Nearest,
    [property: Id(6)] string? NearestName,
    [property: Id(7)] int? Metres,
    [property: Id(8)] int AtLeast)
{
    /// <summary>Where its verdict stands in a list.</summary>
    [JsonIgnore]
    public int Rank => Verdict switch { SpacingVerdict.Breaks => 0, SpacingVerdict.CannotTell => 1, _ => 2 };
}

/// <summary>The distances that the plan orders between places of one kind (§三(三)1), as far as positions tell.</summary>
public static class Spacing
{
    /// <summary>One finding of each open or paused point whose kind has a rule: broken ones first, then those that cannot be told.</summary>
    /// <param name="points">All of these kinds, wherever they are: the nearest may stand in another street.</param>
    /// <param name="isWhole">False: these are not all, so that none can be said to fit.</param>
    public static ImmutableArray<SpacingFinding> Of(DirectoryRules rules, IEnumerable<ServicePointView> points, bool isWhole = true)
    {
        var byKind = points.Where(p => p.State is PointState.Open or PointState.Paused).ToLookup(p => p.Kind);
        return
        [
            .. rules.Spacing.SelectMany(rule => Of(rule, [.. byKind[rule.Kind]], isWhole))
                .OrderBy(f => f.Rank)
                .ThenBy(f => f.Metres).ThenBy(f => f.Point.Value, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<SpacingFinding> Of(SpacingRule rule, ImmutableArray<ServicePointView> all, bool isWhole)
    {
        var nearest = NearestPoint.OfEach(all);
        var blind = all.Count(p => p.Listing.Position is null);
        foreach (var point in all)
        {
            var (other, metres) = nearest.GetValueOrDefault(point.Id, (null, double.PositiveInfinity));
            var isBlind = !isWhole || (point.Listing.Position is null ? all.Length > 1 : blind > 0);
            var verdict = metres < rule.Metres ? SpacingVerdict.Breaks : isBlind ? SpacingVerdict.CannotTell : SpacingVerdict.Fits;
            yield return new(point.Id, point.Listing.Name, point.Kind, point.Place, verdict, other?.Id, other?.Listing.Name, other is null ? null : (int)Math.Floor(metres), rule.Metres);
        }
    }
}

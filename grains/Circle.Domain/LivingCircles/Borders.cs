using System.Collections.Immutable;
using Circle.Domain.Places;

namespace Circle.Domain.LivingCircles;

/// <summary>A community that is no neighbour, and when that was said.</summary>
public sealed record Parting(PlaceId Community, DateTimeOffset At);

/// <summary>What one community's people said of its borders; stands in its circle's row beside the view.</summary>
/// <param name="Neighbours">Whom they named when they drew it last.</param>
/// <param name="DrawnAt">When that was; null: never, or in a row that is older than this.</param>
/// <param name="Apart">At most one of a community; null: none.</param>
public sealed record CircleBorder(PlaceId Community, ImmutableArray<PlaceId> Neighbours, DateTimeOffset? DrawnAt, ImmutableArray<Parting>? Apart);

/// <summary>
/// 相邻社区: who borders on whom, by what both sides said. One side's word is enough, either way, and the later word holds; of two of one
/// moment the one that takes back. Of communities that were merged the survivor has the neighbours.
/// </summary>
public sealed class Borders
{
    private readonly Dictionary<PlaceId, SortedSet<string>> neighbours = [];

    public Borders(IEnumerable<CircleBorder> all, PlaceTree places)
    {
        var words = new Dictionary<(PlaceId, PlaceId), (DateTimeOffset? Named, DateTimeOffset? Parted)>();
        foreach (var border in all)
        {
            var own = places.SurvivorOf(border.Community);
            foreach (var other in border.Neighbours) Say(own, other, border.DrawnAt ?? DateTimeOffset.MinValue, isNamed: true);

            // Whom it took back may have become part of one that it names in the same word.
            foreach (var parting in (border.Apart ?? []).Where(p => !(border.DrawnAt >= p.At && border.Neighbours.Any(n => places.SurvivorOf(n) == places.SurvivorOf(p.Community)))))
                Say(own, parting.Community, parting.At, isNamed: false);
        }

        foreach (var ((one, other), word) in words)
        {
            if (word.Named is not { } named || word.Parted >= named || places.Find(one) is null || places.Find(other) is null) continue;
            Of(one).Add(other.Value);
            Of(other).Add(one.Value);
        }

        void Say(PlaceId own, PlaceId about, DateTimeOffset at, bool isNamed)
        {
            var other = places.SurvivorOf(about);
            if (other == own) return;
            var pair = string.CompareOrdinal(own.Value, other.Value) < 0 ? (own, other) : (other, own);
            var word = words.GetValueOrDefault(pair);
            words[pair] = isNamed ? word with { Named = Later(word.Named, at) } : word with { Parted = Later(word.Parted, at) };
        }
    }

    /// <summary>In the order of their ids.</summary>
    public ImmutableArray<PlaceId> NeighboursOf(PlaceId community) => neighbours.TryGetValue(community, out var found) ? [.. found.Select(PlaceId.Of)] : [];

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    private SortedSet<string> Of(PlaceId community)
    {
        if (!neighbours.TryGetValue(community, out var found)) neighbours[community] = found = new(StringComparer.Ordinal);
        return found;
    }
}

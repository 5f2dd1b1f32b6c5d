using System.Collections.Immutable;
using Circle.Domain.Places;
using Orleans;

namespace Circle.Domain.Search;

/// <summary>What somebody has typed, and where they are.</summary>
/// <param name="Text">Chinese, pinyin, initials or mixed. Its first <see cref="LongestText"/> characters count; nothing in it finds nothing.</param>
/// <param name="Kinds">Empty: all.</param>
/// <param name="Street">The person's own: what is there comes first. Null: no matter.</param>
/// <param name="Community">The person's own, where it is known.</param>
/// <param name="Limit">1 to <see cref="MostHits"/>; what is beyond counts as that.</param>
[GenerateSerializer, Immutable, Alias("SearchQuery")]
public sealed record SearchQuery(
    [property: Id(0)] string Text,
    [property: Id(1)] ImmutableArray<SearchKind> Kinds,
    [property: Id(2)] PlaceId? Street = null,
    [property: Id(3)] PlaceId? Community = null,
    [property: Id(4)] int Limit = SearchQuery.UsualHits)
{
    /// <summary>In characters that count: spaces and punctuation are none.</summary>
    public const int LongestText = 40;

    public const int MostHits = 50;

    public const int UsualHits = 10;
}

/// <summary>How a hit was found, from the surest way to the least sure.</summary>
public enum SearchWay
{
    Name,
    Pinyin,
    Initials,
    Alias,
    Synonym,
    Typo,
}

/// <summary>Part of a name that is to be set off.</summary>
/// <param name="Start">In UTF-16 units of the name, as <paramref name="Length"/>.</param>
[GenerateSerializer, Immutable, Alias("SearchSpan")]
public readonly record struct SearchSpan([property: Id(0)] int Start, [property: Id(1)] int Length);

/// <summary>One that was found.</summary>
/// <param name="Spans">Of the name, rising, apart from each other; empty where an alias or a word of its kind was meant.</param>
/// <param name="Through">The alias, the word of its kind or the first of the synonyms by which it was found; null: by its name.</param>
[GenerateSerializer, Immutable, Alias("SearchHit")]
public sealed record SearchHit(
    [property: Id(0)] SearchKind Kind,
    [property: Id(1)] string Id,
    [property: Id(2)] string Name,
    [property: Id(3)] ImmutableArray<SearchSpan> Spans,
    [property: Id(4)] SearchWay Way,
    [property: Id(5)] string? Through,
    [property: Id(6)] PlaceId? Street,
    [property: Id(7)] PlaceId? Community,
    [property: Id(8)] ImmutableArray<string> PlaceNames);

/// <summary>What was found, best first.</summary>
/// <param name="Total">How many there are, those beyond the limit too.</param>
/// <param name="IsCut">The text was longer than <see cref="SearchQuery.LongestText"/>: only its beginning was looked for.</param>
[GenerateSerializer, Immutable, Alias("SearchAnswer")]
public sealed record SearchAnswer([property: Id(0)] ImmutableArray<SearchHit> Hits, [property: Id(1)] int Total, [property: Id(2)] bool IsCut)
{
    public static SearchAnswer Nothing { get; } = new([], 0, false);
}

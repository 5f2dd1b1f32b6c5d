namespace Circle.Domain.Search;

/// <summary>
/// What comes before what, in one number, less being better: exact, then by way (characters, pinyin, initials, alias, synonym, a
/// syllable that sounds alike, a typo), unbroken before scattered, the whole name before its beginning and that before its middle, the
/// usual reading before another, nearest, penalty, the shorter name. What is equal is in the order of names, kinds and ids.
/// </summary>
internal static class SearchRank
{
    public const ulong None = ulong.MaxValue;

    public enum Tier
    {
        Exact,
        ExactAlias,
        Characters,
        Pinyin,
        Initials,
        Alias,
        Synonym,
        Sound,
        Typo,
    }

    /// <param name="cost">Of the match, as <see cref="MatchCost"/> has it.</param>
    /// <param name="extent">How much of the name, or of the alias, it is.</param>
    public static ulong Of(Tier tier, uint cost, MatchCost.Extent extent, SearchDocument document, SearchQuery query)
    {
        var place = (ulong)(extent == MatchCost.Extent.Part ? (int)MatchCost.Extent.Part + (int)MatchCost.PlaceOf(cost) : (int)extent);
        var match = ((((ulong)tier << 6 | (uint)MatchCost.Gaps(cost)) << 3) | place) << 1 | (MatchCost.HasOtherReading(cost) ? 1UL : 0);
        return ((match << 2 | Distance(document.Entry, query)) << 16 | (uint)Math.Clamp(document.Entry.Penalty, 0, ushort.MaxValue)) << 8 | (uint)document.Name.Length;
    }

    public static Tier TierOf(ulong rank) => (Tier)(rank >> 36);

    public static Tier TierOfName(uint cost, MatchCost.Extent extent) => MatchCost.WayOf(cost) switch
    {
        SearchWay.Name => extent == MatchCost.Extent.All ? Tier.Exact : Tier.Characters,
        SearchWay.Pinyin => Tier.Pinyin,
        _ => Tier.Initials,
    };

    public static SearchWay WayOf(Tier tier) => tier switch
    {
        Tier.Exact or Tier.Characters => SearchWay.Name,
        Tier.Pinyin => SearchWay.Pinyin,
        Tier.Initials => SearchWay.Initials,
        Tier.Alias or Tier.ExactAlias => SearchWay.Alias,
        Tier.Synonym => SearchWay.Synonym,
        _ => SearchWay.Typo,
    };

    private static ulong Distance(SearchEntry entry, SearchQuery query)
        => query.Community is { } community && entry.Community == community ? 0u
            : query.Street is { } street && entry.Street == street ? 1u : 2u;
}

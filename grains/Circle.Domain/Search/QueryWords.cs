using System.Collections.Immutable;

namespace Circle.Domain.Search;

/// <summary>What a query says of shared texts: names of places, words of kinds, synonyms. Each is compared once, however many entries have it.</summary>
internal sealed class QueryWords
{
    private const int FewestInitialsOfSynonym = 3;
    private const int FewestInitialsOfKind = 2;

    private readonly QueryUnits units;
    private readonly Alignment alignment;
    private readonly Reach?[] places;
    private readonly Dictionary<int, WordMatch> kinds = [];
    private readonly Dictionary<int, WordMatch> groups = [];
    private readonly ulong heads;

    public QueryWords(SearchSnapshot snapshot, QueryUnits units, SyllableFits fits, Alignment alignment)
    {
        (this.units, this.alignment, places) = (units, alignment, new Reach?[snapshot.Places]);
        foreach (var word in snapshot.KindWords)
        {
            if (WordMatch.Of(word.Cells.AsSpan(), units, fits, alignment, FewestInitialsOfKind) is not { Any: true } match) continue;
            kinds[word.Number] = match;
            Bits |= SearchDocument.WordBit(word.Number);
        }

        foreach (var (group, words) in snapshot.Words.GroupCells.Index())
        {
            var match = default(WordMatch);
            foreach (var word in words) match |= WordMatch.Of(word.AsSpan(), units, fits, alignment, FewestInitialsOfSynonym);
            if (!match.Any) continue;
            groups[group] = match;
            Bits |= SearchDocument.GroupBit(group);
        }

        heads = kinds.Values.Concat(groups.Values).Aggregate(0UL, (all, m) => all | m.Heads);
    }

    /// <summary>Bits of words and groups that are meant: who has none of them is meant by its name or not at all.</summary>
    public Signature Bits { get; }

    /// <summary>One letter is no name of a place.</summary>
    public ulong Long(ulong units) => units & ~(this.units.IsLetter(0) ? 3UL : 1UL);

    public Reach Of(SharedText place) => places[place.Number] ??= ReachOf(place);

    /// <summary>Of the one with this number, which the document has.</summary>
    public Reach Of(int number, SearchPage page, int at) => places[number] ?? Of(page[at]!.Around);

    public WordMatch MatchOf(SearchDocument document)
    {
        var match = default(WordMatch);
        foreach (var word in document.Words) match |= kinds.GetValueOrDefault(word.Number);
        foreach (var group in document.Groups) match |= groups.GetValueOrDefault(group);
        return match;
    }

    /// <summary>Groups of it that are meant from a unit on, or up to one.</summary>
    public IEnumerable<int> GroupsOf(SearchDocument document, Func<WordMatch, bool> isMeant)
        => document.Groups.Where(g => groups.TryGetValue(g, out var match) && isMeant(match));

    public SharedText? WordOf(SearchDocument document, Func<WordMatch, bool> isMeant)
        => document.Words.FirstOrDefault(w => kinds.TryGetValue(w.Number, out var match) && isMeant(match));

    private Reach ReachOf(SharedText place)
    {
        if (place.Cells.IsEmpty) return Reach.None;
        alignment.Run(place.Cells.AsSpan(), new(0, Anywhere: false, Skips: true, Reach.None));
        var mask = Long(alignment.Reached) & ~(1UL << units.Length);
        var costs = mask == 0 ? [] : new uint[units.Length];
        for (var unit = 1; unit < costs.Length; unit++)
        {
            if ((mask >> unit & 1) != 0) costs[unit] = MatchCost.WithoutPlace(alignment.Best(unit).Cost);
        }

        return new(mask, costs, heads == 0 ? 0 : EndsOf(place));
    }

    /// <summary>Where the rest of a query is the place: 理发姚砦.</summary>
    private ulong EndsOf(SharedText place)
    {
        var ends = 0UL;
        for (var from = 1; from < units.Length; from++)
        {
            if ((heads >> from & 1) == 0 || (from == units.Length - 1 && units.IsLetter(from))) continue;
            if (alignment.Run(place.Cells.AsSpan(), new(from, Anywhere: false, Skips: true, Reach.None)) != MatchCost.Never) ends |= 1UL << from;
        }

        return ends;
    }
}

using System.Collections.Immutable;

namespace Circle.Domain.Search;

/// <summary>Makes of what was found what is shown: which characters of the name are meant, and through what else it was found.</summary>
internal sealed class SearchHits(SearchWords words, QueryUnits units, Alignment alignment, QueryWords queryWords)
{
    public ImmutableArray<SearchHit> Of(BestHits best, TypoAlignment? typos = null)
    {
        var hits = ImmutableArray.CreateBuilder<SearchHit>(best.Count);
        for (var i = 0; i < best.Count; i++)
        {
            var (rank, document) = best[i];
            var tier = SearchRank.TierOf(rank);
            var (characters, through) = typos is not null ? Nearly(document, typos)
                : tier is SearchRank.Tier.Alias or SearchRank.Tier.ExactAlias ? ([], AliasOf(document))
                : tier == SearchRank.Tier.Synonym ? Meant(document)
                : (Named(document), null);
            var entry = document.Entry;
            hits.Add(new(entry.Kind, entry.Id, entry.Name, Spans(entry.Name, characters), SearchRank.WayOf(tier), through, entry.Street, entry.Community, entry.PlaceNames));
        }

        return hits.MoveToImmutable();
    }

    private List<int> Named(SearchDocument document)
    {
        var start = Alignment.Start.OfName(queryWords.Of(document.Around));
        alignment.Run(document.Name.AsSpan(), start);
        return alignment.Trace(document.Name.AsSpan(), start, units.Length);
    }

    private string? AliasOf(SearchDocument document)
    {
        var start = Alignment.Start.OfName(queryWords.Of(document.Around));
        var costs = document.Aliases.Select(a => alignment.Run(a.AsSpan(), start)).ToList();
        return document.Entry.Aliases[costs.IndexOf(costs.Min())];
    }

    /// <summary>A word that is meant and stands in the name is set off there too, though it is another than was typed.</summary>
    private (IReadOnlyList<int> Characters, string? Through) Meant(SearchDocument document)
    {
        var before = queryWords.Of(document.Around);
        var start = Alignment.Start.OfName(before);
        alignment.Run(document.Name.AsSpan(), start);
        var (all, outside, named) = (queryWords.MatchOf(document), before.Mask | 1, queryWords.Long(alignment.Reached));
        var isOutside = (all.Tails & outside) != 0 || (all.Heads & before.Ends) != 0;
        var characters = new SortedSet<int>();
        if (!isOutside) characters.UnionWith(alignment.Trace(document.Name.AsSpan(), start, System.Numerics.BitOperations.TrailingZeroCount(all.Tails & named)));
        Func<WordMatch, bool> isMeant = isOutside ? m => (m.Tails & outside) != 0 || (m.Heads & before.Ends) != 0 : m => (m.Tails & named) != 0;
        var groups = queryWords.GroupsOf(document, isMeant).ToList();
        int[] runes = [.. document.Name.Select(c => c.Rune)];
        for (var at = 0; at < runes.Length; at++)
        {
            foreach (var (length, group) in words.GroupsAt(runes, at).Where(g => groups.Contains(g.Group))) characters.UnionWith(Enumerable.Range(at, length));
        }

        return ([.. characters], queryWords.WordOf(document, isMeant)?.Text ?? groups.Select(g => words.Groups[g].Words[0]).FirstOrDefault());
    }

    private (IReadOnlyList<int> Characters, string? Through) Nearly(SearchDocument document, TypoAlignment typos)
    {
        var before = queryWords.Of(document.Around);
        var costs = document.Aliases.Prepend(document.Name).Select(text => typos.Run(text.AsSpan(), before)).ToList();
        var best = costs.IndexOf(costs.Min());
        if (best > 0) return ([], document.Entry.Aliases[best - 1]);
        typos.Run(document.Name.AsSpan(), before);
        return (typos.Trace(), null);
    }

    /// <param name="characters">Of the name as it is compared, rising.</param>
    private ImmutableArray<SearchSpan> Spans(string name, IReadOnlyList<int> characters)
    {
        var stand = FoldedText.Of(name, words, NameCells.Most).Characters;
        var spans = ImmutableArray.CreateBuilder<SearchSpan>();
        foreach (var character in characters)
        {
            var (start, length) = (stand[character].Start, stand[character].Length);
            if (spans.Count > 0 && spans[^1].Start + spans[^1].Length == start) spans[^1] = new(spans[^1].Start, spans[^1].Length + length);
            else spans.Add(new(start, length));
        }

        return spans.ToImmutable();
    }
}

using System.Numerics;

namespace Circle.Domain.Search;

/// <summary>One query on one picture of the index.</summary>
internal sealed class SearchRun
{
    /// <summary>A typo is looked for where fewer than these were found without.</summary>
    private const int Little = 3;

    /// <summary>Hits with a typo.</summary>
    private const int MostTypos = 10;

    private readonly SearchSnapshot snapshot;
    private readonly SearchQuery query;
    private readonly QueryUnits units;
    private readonly SyllableFits fits;
    private readonly Alignment alignment;
    private readonly QueryWords words;
    private readonly BestHits best;
    private readonly int kinds;
    private readonly Func<SearchEntry, bool>? isFor;
    private int total;

    private SearchRun(SearchSnapshot snapshot, SearchQuery query, Func<SearchEntry, bool>? isFor, QueryUnits units)
    {
        (this.snapshot, this.query, this.isFor, this.units) = (snapshot, query, isFor, units);
        fits = new(units);
        alignment = new(units, fits);
        words = new(snapshot, units, fits, alignment);
        best = new(Math.Clamp(query.Limit, 1, SearchQuery.MostHits));
        kinds = query.Kinds.IsDefaultOrEmpty ? ~0 : query.Kinds.Aggregate(0, (all, k) => all | 1 << (int)k);
    }

    public static SearchAnswer Find(SearchSnapshot snapshot, SearchQuery query, Func<SearchEntry, bool>? isFor)
    {
        var units = QueryUnits.Of(query.Text, snapshot.Words);
        return units.Length == 0 ? SearchAnswer.Nothing : new SearchRun(snapshot, query, isFor, units).Find();
    }

    private SearchAnswer Find()
    {
        FindStrictly();
        var hits = new SearchHits(snapshot.Words, units, alignment, words);
        if (total >= Little || !units.MayHoldTypo || (best.Count > 0 && SearchRank.TierOf(best[0].Rank) <= SearchRank.Tier.ExactAlias))
            return new(hits.Of(best), total, units.IsCut);
        var typos = new TypoAlignment(units, fits, new TypoFits(units));
        var near = FindTypos(typos);
        return new([.. hits.Of(best), .. hits.Of(near, typos)], total + near.Count, units.IsCut);
    }

    private void FindStrictly()
    {
        var (needs, meant) = (units.Needs, words.Bits.Letters);
        foreach (var page in snapshot.Pages)
        {
            var signatures = page.Signatures;
            for (var i = 0; i < signatures.Length; i++)
            {
                ref readonly var signature = ref signatures[i];
                var mayBeNamed = ((needs.Letters & ~signature.Letters) | (needs.Low & ~signature.Low) | (needs.High & ~signature.High)) == 0;
                var mayBeMeant = (signature.Letters & meant) != 0;
                if ((!mayBeNamed && !mayBeMeant) || (kinds >> (int)page.KindOf(i) & 1) == 0) continue;
                var before = words.Of(page.AroundOf(i), page, i);
                var rank = mayBeNamed ? RankOfNames(page, i, before) : SearchRank.None;
                if (rank == SearchRank.None && mayBeMeant) rank = RankOfWords(page[i]!, before);
                if (rank == SearchRank.None || isFor?.Invoke(page[i]!.Entry) == false) continue;
                total++;
                best.Offer(rank, page[i]!);
            }
        }
    }

    private ulong RankOfNames(SearchPage page, int at, Reach before)
    {
        var start = Alignment.Start.OfName(before);
        var cost = alignment.Run(page.NameOf(at), start);
        var rank = cost == MatchCost.Never ? SearchRank.None : SearchRank.Of(SearchRank.TierOfName(cost, alignment.Extent), cost, alignment.Extent, page[at]!, query);
        if (!page.HasAliases(at)) return rank;
        foreach (var alias in page[at]!.Aliases)
        {
            cost = alignment.Run(alias.AsSpan(), start);
            if (cost == MatchCost.Never) continue;
            var tier = SearchRank.TierOfName(cost, alignment.Extent) == SearchRank.Tier.Exact ? SearchRank.Tier.ExactAlias : SearchRank.Tier.Alias;
            rank = Math.Min(rank, SearchRank.Of(tier, cost, alignment.Extent, page[at]!, query));
        }

        return rank;
    }

    /// <summary>By a synonym or a word of its kind: alone, before or behind its place, or behind its name.</summary>
    private ulong RankOfWords(SearchDocument document, Reach before)
    {
        var match = words.MatchOf(document);
        if (!match.Any) return SearchRank.None;
        if ((match.Tails & 1) != 0) return Rank(0);
        if ((match.Heads & before.Ends) != 0 || (match.Tails & before.Mask) != 0) return Rank(MatchCost.Gap);
        alignment.Run(document.Name.AsSpan(), Alignment.Start.OfName(before));
        var cost = MatchCost.Never;
        for (var left = match.Tails & words.Long(alignment.Reached); left != 0; left &= left - 1)
            cost = Math.Min(cost, alignment.Best(BitOperations.TrailingZeroCount(left)).Cost + MatchCost.Gap);
        return cost == MatchCost.Never ? SearchRank.None : Rank(cost);

        ulong Rank(uint cost) => SearchRank.Of(SearchRank.Tier.Synonym, cost, MatchCost.Extent.Part, document, query);
    }

    private BestHits FindTypos(TypoAlignment typos)
    {
        var found = new BestHits(Math.Min(MostTypos, Math.Clamp(query.Limit, 1, SearchQuery.MostHits) - best.Count));
        foreach (var page in snapshot.Pages)
        {
            var signatures = page.Signatures;
            for (var i = 0; i < signatures.Length; i++)
            {
                if (signatures[i].Lacks(units.Needs) > 1 || signatures[i] == default || (kinds >> (int)page.KindOf(i) & 1) == 0) continue;
                var before = words.Of(page.AroundOf(i), page, i);
                var cost = typos.Run(page.NameOf(i), before);
                if (page.HasAliases(i))
                {
                    foreach (var alias in page[i]!.Aliases) cost = Math.Min(cost, typos.Run(alias.AsSpan(), before));
                }

                if (cost == TypoAlignment.Never || best.Holds(page[i]!) || isFor?.Invoke(page[i]!.Entry) == false) continue;
                var tier = TypoAlignment.IsSound(cost) ? SearchRank.Tier.Sound : SearchRank.Tier.Typo;
                found.Offer(SearchRank.Of(tier, (uint)cost, MatchCost.Extent.Part, page[i]!, query), page[i]!);
            }
        }

        return found;
    }
}

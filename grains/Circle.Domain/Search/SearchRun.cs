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
    private int total;

    private SearchRun(SearchSnapshot snapshot, SearchQuery query, QueryUnits units)
    {
        (this.snapshot, this.query, this.units) = (snapshot, query, units);
        fits = new(units);
        alignment = new(units, fits);
        words = new(snapshot, units, fits, alignment);
        best = new(Math.Clamp(query.Limit, 1, SearchQuery.MostHits));
        kinds = query.Kinds.IsDefaultOrEmpty ? ~0 : query.Kinds.Aggregate(0, (all, k) => all | 1 << (int)k);
    }

    public static SearchAnswer Find(SearchSnapshot snapshot, SearchQuery query)
    {
        var units = QueryUnits.Of(query.Text, snapshot.Words);
        return units.Length == 0 ? SearchAnswer.Nothing : new SearchRun(snapshot, query, units).Find();
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
            for (var i = 0; i < page.Signatures.Length; i++)
            {
                ref readonly var signature = ref page.Signatures[i];
                var mayBeNamed = ((needs.Letters & ~signature.Letters) | (needs.Low & ~signature.Low) | (needs.High & ~signature.High)) == 0;
                if (!mayBeNamed && (signature.Letters & meant) == 0) continue;
                if (page.Documents[i] is not { } document || (kinds >> (int)document.Entry.Kind & 1) == 0) continue;
                var rank = RankOf(document, mayBeNamed);
                if (rank == SearchRank.None) continue;
                total++;
                best.Offer(rank, document);
            }
        }
    }

    private ulong RankOf(SearchDocument document, bool mayBeNamed)
    {
        var before = words.Of(document.Around);
        var rank = mayBeNamed ? RankOfNames(document, before) : SearchRank.None;
        if (rank != SearchRank.None) return rank;
        var match = words.MatchOf(document);
        if (!match.Any) return SearchRank.None;
        if ((match.Tails & 1) != 0) return SearchRank.Of(SearchRank.Tier.Synonym, 0, document, query);
        if ((match.Heads & before.Ends) != 0 || (match.Tails & before.Mask) != 0) return SearchRank.Of(SearchRank.Tier.Synonym, MatchCost.Gap, document, query);
        alignment.Run(document.Name.AsSpan(), Alignment.Start.OfName(before));
        return (match.Tails & words.Long(alignment.Reached)) != 0 ? SearchRank.Of(SearchRank.Tier.Synonym, MatchCost.Gap, document, query) : SearchRank.None;
    }

    private ulong RankOfNames(SearchDocument document, Reach before)
    {
        var start = Alignment.Start.OfName(before);
        var cost = alignment.Run(document.Name.AsSpan(), start);
        var rank = cost == MatchCost.Never ? SearchRank.None : SearchRank.Of(SearchRank.TierOfName(cost), cost, document, query);
        foreach (var alias in document.Aliases)
        {
            cost = alignment.Run(alias.AsSpan(), start);
            if (cost == MatchCost.Never) continue;
            var tier = SearchRank.TierOfName(cost) == SearchRank.Tier.Exact ? SearchRank.Tier.ExactAlias : SearchRank.Tier.Alias;
            rank = Math.Min(rank, SearchRank.Of(tier, cost, document, query));
        }

        return rank;
    }

    private BestHits FindTypos(TypoAlignment typos)
    {
        var found = new BestHits(Math.Min(MostTypos, Math.Clamp(query.Limit, 1, SearchQuery.MostHits) - best.Count));
        foreach (var page in snapshot.Pages)
        {
            for (var i = 0; i < page.Signatures.Length; i++)
            {
                if (page.Signatures[i].Lacks(units.Needs) > 1 || page.Documents[i] is not { } document || (kinds >> (int)document.Entry.Kind & 1) == 0) continue;
                var before = words.Of(document.Around);
                var cost = typos.Run(document.Name.AsSpan(), before);
                foreach (var alias in document.Aliases) cost = Math.Min(cost, typos.Run(alias.AsSpan(), before));
                if (cost == TypoAlignment.Never || best.Holds(document)) continue;
                found.Offer(SearchRank.Of(TypoAlignment.IsSound(cost) ? SearchRank.Tier.Sound : SearchRank.Tier.Typo, (uint)cost, document, query), document);
            }
        }

        return found;
    }
}

namespace Circle.Domain.Search;

/// <summary>Which part of a query is a word: bit i of <paramref name="Tails"/>, all from unit i on; of <paramref name="Heads"/>, the first i units.</summary>
internal readonly record struct WordMatch(ulong Tails, ulong Heads)
{
    public bool Any => (Tails | Heads) != 0;

    public static WordMatch operator |(WordMatch a, WordMatch b) => new(a.Tails | b.Tails, a.Heads | b.Heads);

    /// <param name="fewestInitials">So many initials may stand for the whole word.</param>
    public static WordMatch Of(ReadOnlySpan<Cell> word, QueryUnits query, SyllableFits fits, Alignment alignment, int fewestInitials)
    {
        if (word.IsEmpty) return default;
        var (tails, heads) = (0UL, 0UL);
        for (var from = 0; from < query.Length; from++)
        {
            if (!MayBegin(word, query, fits, from)) continue;
            var start = new Alignment.Start(from, Anywhere: false, Skips: false, Reach.None);
            alignment.Run(word, start);
            if (IsSaid(alignment, word.Length, from, query.Length, query, fewestInitials)) tails |= 1UL << from;
            if (from > 0) continue;
            for (var to = 2; to < query.Length; to++)
            {
                if (alignment.Best(to).End == word.Length - 1 && IsSaid(alignment, word.Length, 0, to, query, fewestInitials)) heads |= 1UL << to;
            }
        }

        return new(tails, heads);
    }

    private static bool MayBegin(ReadOnlySpan<Cell> word, QueryUnits query, SyllableFits fits, int unit)
    {
        foreach (var cell in word)
        {
            if (!cell.BeginsWord) continue;
            if (cell.Rune == query.Runes[unit]) return true;
            if (!query.IsLetter(unit)) continue;
            for (var left = cell.PackedReadings; left != 0; left = Cell.Rest(left))
            {
                if (fits[Cell.First(left), unit] != 0) return true;
            }
        }

        return false;
    }

    /// <summary>All of a word; or two of its characters and more, in full, while it is being typed. One character or one syllable says nothing yet.</summary>
    private static bool IsSaid(Alignment alignment, int length, int from, int to, QueryUnits query, int fewestInitials)
    {
        var (cost, end) = alignment.Best(to);
        if (cost == MatchCost.Never) return false;
        var whole = end == length - 1;
        if (MatchCost.Initials(cost) > 0) return whole && to - from >= fewestInitials;
        var characters = MatchCost.IsLiteral(cost) ? to - from : MatchCost.SyllablesIn(cost) + CharactersIn(query, from, to);
        return characters >= (MatchCost.HasBegun(cost) && !whole ? 3 : 2);
    }

    private static int CharactersIn(QueryUnits query, int from, int to)
    {
        var count = 0;
        for (var unit = from; unit < to; unit++) count += query.IsLetter(unit) ? 0 : 1;
        return count;
    }
}

using System.Numerics;

namespace Circle.Domain.Search;

/// <summary>
/// Reads a query as a text, strictly: unit by unit along its characters, each the next or, from the beginning of a word on, the
/// beginning of a later one. Of all ways the cheapest, by dynamic programming over (character, unit): never more than their product.
/// One is used for many texts, by one thread.
/// </summary>
internal sealed class Alignment(QueryUnits query, SyllableFits fits)
{
    private readonly int width = query.Length + 1;
    private readonly uint[] skipCosts = new uint[query.Length + 1];

    /// <summary>Row r: cost of having read so many units with character r − 1 the last; only where <see cref="masks"/> has the bit.</summary>
    private uint[] costs = new uint[32 * (query.Length + 1)];

    private ulong[] masks = new ulong[32];

    private int length;

    /// <summary>Units that can be read of the last text: bit i, the first i.</summary>
    public ulong Reached { get; private set; }

    /// <summary>How much of the last text was meant by all of the query.</summary>
    public MatchCost.Extent Extent { get; private set; }

    /// <summary>Where a text may be begun.</summary>
    /// <param name="From">The unit; 0 but for words at the end of a query.</param>
    /// <param name="Anywhere">In the middle of a word too.</param>
    /// <param name="Skips">To later words.</param>
    /// <param name="Before">What of the query may be names of its place, told before it.</param>
    public readonly record struct Start(int From, bool Anywhere, bool Skips, Reach Before)
    {
        public static Start OfName(Reach before) => new(0, true, true, before);
    }

    /// <returns>Cost of all of the query; <see cref="MatchCost.Never"/>: it is not this text.</returns>
    public uint Run(ReadOnlySpan<Cell> text, in Start start)
    {
        length = text.Length;
        if (masks.Length <= length) (masks, costs) = (new ulong[length * 2], new uint[length * 2 * width]);
        masks[0] = 0;
        Reached = 0;
        var skips = 0UL;
        for (var at = 0; at < length; at++)
        {
            var word = text[at].BeginsWord;
            masks[at + 1] = 0;
            var first = start.Anywhere || word ? 1UL << start.From : 0;
            var jumps = word ? skips : 0;
            var after = word ? start.Before.Mask : 0;
            for (var left = (masks[at] | first | jumps | after) & ~(1UL << query.Length); left != 0; left &= left - 1)
            {
                var unit = BitOperations.TrailingZeroCount(left);
                var cost = (masks[at] >> unit & 1) != 0 ? costs[at * width + unit] : MatchCost.Never;
                if ((first >> unit & 1) != 0) cost = Math.Min(cost, MatchCost.Of(PlaceOf(at, word)));
                if ((jumps >> unit & 1) != 0) cost = Math.Min(cost, skipCosts[unit] + MatchCost.Gap);
                if ((after >> unit & 1) != 0) cost = Math.Min(cost, start.Before.Costs[unit] + MatchCost.Gap + MatchCost.Of(PlaceOf(at, word)));
                Step(text[at], at + 1, unit, cost);
            }

            Reached |= masks[at + 1];
            if (start.Skips) skips = MaySkip(at, skips);
        }

        var best = Best(query.Length);
        Extent = best.Cost == MatchCost.Never ? MatchCost.Extent.Part : ExtentOf(text, best);
        return best.Cost;
    }

    /// <summary>Cheapest of having read the first <paramref name="units"/>, and the character at which it ends.</summary>
    public (uint Cost, int End) Best(int units)
    {
        var best = (Cost: MatchCost.Never, End: -1);
        if ((Reached >> units & 1) == 0) return best;
        for (var row = 1; row <= length; row++)
        {
            if ((masks[row] >> units & 1) == 0) continue;
            var cost = costs[row * width + units];
            if (cost < best.Cost) best = (cost, row - 1);
        }

        return best;
    }

    /// <summary>The characters that the first <paramref name="units"/> are read as in the last text, rising.</summary>
    public List<int> Trace(ReadOnlySpan<Cell> text, in Start start, int units)
    {
        var characters = new List<int>();
        var (row, unit) = (Best(units).End + 1, units);
        while (row > 0)
        {
            characters.Add(row - 1);
            (row, unit) = Previous(text, start, row, unit);
        }

        characters.Reverse();
        return characters;
    }

    private static MatchCost.Place PlaceOf(int at, bool word) => at == 0 ? MatchCost.Place.Beginning : word ? MatchCost.Place.Word : MatchCost.Place.Middle;

    private static MatchCost.Extent ExtentOf(ReadOnlySpan<Cell> text, (uint Cost, int End) best)
    {
        if (MatchCost.PlaceOf(best.Cost) != MatchCost.Place.Beginning || MatchCost.Gaps(best.Cost) > 0) return MatchCost.Extent.Part;
        if (best.End == text.Length - 1) return MatchCost.Extent.All;
        foreach (var cell in text[(best.End + 1)..])
        {
            if (!cell.IsGeneral) return MatchCost.Extent.Part;
        }

        return MatchCost.Extent.AllButGeneral;
    }

    /// <summary>What was read up to the character before this one may go on with a later word, unless it began inside of one.</summary>
    private ulong MaySkip(int row, ulong skips)
    {
        for (var left = masks[row]; left != 0; left &= left - 1)
        {
            var unit = BitOperations.TrailingZeroCount(left);
            var cost = costs[row * width + unit];
            if (MatchCost.PlaceOf(cost) == MatchCost.Place.Middle) continue;
            if ((skips >> unit & 1) == 0 || cost < skipCosts[unit]) skipCosts[unit] = cost;
            skips |= 1UL << unit;
        }

        return skips;
    }

    private void Step(Cell cell, int row, int unit, uint cost)
    {
        if (query.Runes[unit] == cell.Rune) Take(row, unit + 1, cost);
        if (!query.IsLetter(unit)) return;
        var other = 0u;
        for (var left = cell.PackedReadings; left != 0; left = Cell.Rest(left), other = MatchCost.OtherReading)
        {
            var syllable = Cell.First(left);
            var fit = fits[syllable, unit];
            if (fit == 0) continue;
            if ((fit & SyllableFits.Full) != 0) Take(row, unit + Syllables.Name(syllable).Length, cost + other + MatchCost.Syllable);
            if ((fit & SyllableFits.Letter) != 0) Take(row, unit + 1, cost + other + MatchCost.Initial);
            if ((fit & SyllableFits.TwoLetters) != 0) Take(row, unit + 2, cost + other + MatchCost.Initial);
            if ((fit & SyllableFits.Begun) != 0) Take(row, query.RunEnd(unit), cost + other + MatchCost.Begun);
        }
    }

    private void Take(int row, int units, uint cost)
    {
        ref var known = ref costs[row * width + units];
        if ((masks[row] >> units & 1) == 0 || cost < known) known = cost;
        masks[row] |= 1UL << units;
    }

    /// <summary>Where the state came from: found by trying the steps again, since only a few texts of many are asked for it. Row 0: from the beginning.</summary>
    private (int Row, int Unit) Previous(ReadOnlySpan<Cell> text, in Start start, int row, int unit)
    {
        var (cell, wanted) = (text[row - 1], costs[row * width + unit]);
        for (var from = unit - 1; from >= 0; from--)
        {
            var step = StepCost(cell, from, unit);
            if (step == MatchCost.Never || step > wanted) continue;
            var before = wanted - step;
            if ((masks[row - 1] >> from & 1) != 0 && costs[(row - 1) * width + from] == before) return (row - 1, from);
            if (!cell.BeginsWord || !start.Skips) continue;
            for (var earlier = row - 2; earlier > 0; earlier--)
            {
                if ((masks[earlier] >> from & 1) != 0 && costs[earlier * width + from] + MatchCost.Gap == before) return (earlier, from);
            }
        }

        return (0, 0);
    }

    private uint StepCost(Cell cell, int from, int to)
    {
        var best = query.Runes[from] == cell.Rune && to == from + 1 ? 0 : MatchCost.Never;
        if (!query.IsLetter(from)) return best;
        var other = 0u;
        for (var left = cell.PackedReadings; left != 0; left = Cell.Rest(left), other = MatchCost.OtherReading)
        {
            var syllable = Cell.First(left);
            var fit = fits[syllable, from];
            if ((fit & SyllableFits.Full) != 0 && to == from + Syllables.Name(syllable).Length) best = Math.Min(best, other + MatchCost.Syllable);
            if ((fit & SyllableFits.Begun) != 0 && to == query.RunEnd(from)) best = Math.Min(best, other + MatchCost.Begun);
            var initial = (to - from) switch { 1 => SyllableFits.Letter, 2 => SyllableFits.TwoLetters, _ => 0 };
            if ((fit & initial) != 0) best = Math.Min(best, other + MatchCost.Initial);
        }

        return best;
    }
}

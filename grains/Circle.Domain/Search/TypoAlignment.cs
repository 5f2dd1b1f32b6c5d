using System.Numerics;

namespace Circle.Domain.Search;

/// <summary>
/// Reads a query as a text with one mistake: a character wrong, missing, too many or changed with its neighbour, a letter of a syllable
/// likewise, or a syllable that only sounds alike. Unbroken, from the beginning of a word, without initials; else it would find everything.
/// One is used for many texts, by one thread.
/// </summary>
internal sealed class TypoAlignment(QueryUnits query, SyllableFits fits, TypoFits typos)
{
    public const ulong Never = ulong.MaxValue;

    private const ulong Sound = 1UL << 32;
    private const ulong Typo = 1UL << 33;

    /// <summary>Who is wrong is so later than with the first character.</summary>
    private const uint MistakenFirst = MatchCost.OtherReading;

    /// <summary>Right letters, a character being two, that there have to be for one to be wrong; so many of them in no general word.</summary>
    private const int FewestRight = 3;
    private const int FewestOwn = 2;

    private readonly int width = query.Length + 1;
    private ulong[] clean = new ulong[32];
    private ulong[] faulty = new ulong[32];
    private State[] states = new State[64 * (query.Length + 1)];
    private int length;

    private enum Made
    {
        Right,
        Nearly,
        Passed,
    }

    /// <param name="Cost">As <see cref="MatchCost"/> has it, above it what the mistake costs.</param>
    /// <param name="From">The state before, −1 at the beginning.</param>
    private readonly record struct State(ulong Cost, int From, Made Made);

    public static bool IsSound(ulong cost) => cost < Typo;

    /// <returns>Cost of all of the query with one mistake; <see cref="Never"/>: it is not this text, or too little of it is right.</returns>
    public ulong Run(ReadOnlySpan<Cell> text, Reach before)
    {
        length = text.Length;
        if (clean.Length < length + 3) (clean, faulty, states) = (new ulong[length * 2 + 3], new ulong[length * 2 + 3], new State[(length * 2 + 3) * 2 * width]);
        clean.AsSpan(0, length + 3).Clear();
        faulty.AsSpan(0, length + 3).Clear();
        for (var at = 0; at < length; at++)
        {
            if (text[at].BeginsWord) Begin(at, before);
            if ((clean[at] | faulty[at]) == 0) continue;
            for (var unit = 0; unit < query.Length; unit++)
            {
                if ((clean[at] >> unit & 1) != 0) GoOn(text, at, unit, false);
                if ((faulty[at] >> unit & 1) != 0) GoOn(text, at, unit, true);
            }
        }

        var end = End();
        return end >= 0 && IsRightEnough(text, end) ? states[end].Cost : Never;
    }

    /// <summary>The characters that are right or nearly so, rising.</summary>
    public List<int> Trace()
    {
        var characters = new List<int>();
        for (var at = End(); at >= 0 && states[at].From >= 0; at = states[at].From)
        {
            if (states[at].Made == Made.Passed) continue;
            for (var character = RowOf(at) - 1; character >= RowOf(states[at].From); character--) characters.Add(character);
        }

        characters.Reverse();
        return characters;
    }

    private int RowOf(int state) => state / (2 * width);

    private int UnitOf(int state) => state / 2 % width;

    private int Index(int row, int unit, bool isFaulty) => (row * width + unit) * 2 + (isFaulty ? 1 : 0);

    private void Begin(int at, Reach before)
    {
        var place = MatchCost.Of(at == 0 ? MatchCost.Place.Beginning : MatchCost.Place.Word);
        Take(at, 0, false, new(place, -1, Made.Passed));
        for (var left = before.Mask; left != 0; left &= left - 1)
        {
            var unit = BitOperations.TrailingZeroCount(left);
            Take(at, unit, false, new(before.Costs[unit] + MatchCost.Gap + place, -1, Made.Passed));
        }
    }

    private void GoOn(ReadOnlySpan<Cell> text, int at, int unit, bool isFaulty)
    {
        var here = Index(at, unit, isFaulty);
        var cost = states[here].Cost;
        var cell = text[at];
        if (query.Runes[unit] == cell.Rune) Take(at + 1, unit + 1, isFaulty, new(cost, here, Made.Right));
        if (query.IsLetter(unit))
        {
            ReadLetters(cell, at, unit, isFaulty, here);
            if (!isFaulty && at + 1 < length) ReadCrossed(cell, text[at + 1], at, unit, here);
        }

        if (isFaulty) return;
        if (query.IsLetter(unit) == cell.IsLetter) ReadWrong(text, at, unit, here);
        if (!query.IsLetter(unit)) Take(at, unit + 1, true, new(cost + Typo + (unit == 0 ? MistakenFirst : 0), here, Made.Passed));
        if (unit > 0 && at + 1 < length && !query.IsLetter(unit - 1) && !query.IsLetter(unit)) Take(at + 1, unit, true, new(cost + Typo, here, Made.Passed));
    }

    /// <summary>Another character than is here, or the next one first.</summary>
    private void ReadWrong(ReadOnlySpan<Cell> text, int at, int unit, int here)
    {
        var cost = states[here].Cost;
        var first = unit == 0 ? MistakenFirst : 0;
        if (query.Runes[unit] != text[at].Rune)
            Take(at + 1, unit + 1, true, query.Cells[unit].SoundsAs(text[at]) ? new(cost + Sound + first, here, Made.Nearly) : new(cost + Typo + first, here, Made.Passed));
        if (at + 1 < length && unit + 1 < query.Length && query.Runes[unit] == text[at + 1].Rune && query.Runes[unit + 1] == text[at].Rune)
            Take(at + 2, unit + 2, true, new(cost + Typo, here, Made.Right));
    }

    private void ReadLetters(Cell cell, int at, int unit, bool isFaulty, int here)
    {
        var (cost, other) = (states[here].Cost, 0u);
        for (var left = cell.PackedReadings; left != 0; left = Cell.Rest(left), other = MatchCost.OtherReading)
        {
            var syllable = Cell.First(left);
            var fit = fits[syllable, unit];
            if ((fit & SyllableFits.Full) != 0) Take(at + 1, unit + Syllables.Name(syllable).Length, isFaulty, new(cost + other + MatchCost.Syllable, here, Made.Right));
            if ((fit & SyllableFits.Begun) != 0) Take(at + 1, query.RunEnd(unit), isFaulty, new(cost + other + MatchCost.Begun, here, Made.Right));
            for (var near = isFaulty ? 0 : typos[syllable, unit]; near != 0; near &= near - 1)
            {
                var (bit, length) = (BitOperations.TrailingZeroCount(near), Syllables.Name(syllable).Length - TypoFits.Most);
                var mistake = bit < TypoFits.Kinds ? Sound : Typo;
                Take(at + 1, unit + length + bit % TypoFits.Kinds, true, new(cost + other + MatchCost.Syllable + mistake, here, Made.Nearly));
            }
        }
    }

    /// <summary>The last letter of a syllable and the first of the next that changed places.</summary>
    private void ReadCrossed(Cell cell, Cell next, int at, int unit, int here)
    {
        for (var left = cell.PackedReadings; left != 0; left = Cell.Rest(left))
        {
            var first = Syllables.Name(Cell.First(left));
            for (var right = next.PackedReadings; right != 0; right = Cell.Rest(right))
            {
                var second = Syllables.Name(Cell.First(right));
                var units = first.Length + second.Length;
                if (unit + units <= query.RunEnd(unit) && IsCrossed(first, second, unit))
                    Take(at + 2, unit + units, true, new(states[here].Cost + 2 * MatchCost.Syllable + Typo, here, Made.Right));
            }
        }
    }

    private bool IsCrossed(string first, string second, int unit)
    {
        for (var i = 0; i < first.Length + second.Length; i++)
        {
            var letter = i == first.Length - 1 ? second[0] : i == first.Length ? first[^1] : i < first.Length ? first[i] : second[i - first.Length];
            if (query.Runes[unit + i] != letter) return false;
        }

        return true;
    }

    private void Take(int row, int unit, bool isFaulty, State state)
    {
        ref var mask = ref (isFaulty ? faulty : clean)[row];
        ref var known = ref states[Index(row, unit, isFaulty)];
        if ((mask >> unit & 1) == 0 || state.Cost < known.Cost) known = state;
        mask |= 1UL << unit;
    }

    private int End()
    {
        var best = -1;
        for (var row = 0; row <= length; row++)
        {
            if ((faulty[row] >> query.Length & 1) == 0) continue;
            var index = Index(row, query.Length, true);
            if (best < 0 || states[index].Cost < states[best].Cost) best = index;
        }

        return best;
    }

    /// <summary>A query of which only 社区 is right means no community by it.</summary>
    private bool IsRightEnough(ReadOnlySpan<Cell> text, int end)
    {
        var (right, own) = (0, 0);
        for (var at = end; states[at].From >= 0; at = states[at].From)
        {
            var from = states[at].From;
            if (states[at].Made != Made.Right) continue;
            var unit = UnitOf(from);
            var weight = query.IsLetter(unit) && !text[RowOf(from)].IsLetter ? UnitOf(at) - unit : 2 * (UnitOf(at) - unit);
            right += weight;
            if (!text[RowOf(from)].IsGeneral) own += weight;
        }

        return right >= FewestRight && own >= FewestOwn;
    }
}

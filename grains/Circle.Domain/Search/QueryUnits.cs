using System.Collections.Immutable;

namespace Circle.Domain.Search;

/// <summary>A query taken apart: at most 40 characters, folded like names. Letters in a row may be syllables, initials, or a syllable that is being typed.</summary>
internal sealed class QueryUnits
{
    /// <summary>Letters that can only begin a syllable: whoever has the query has them as initials.</summary>
    private const string OnlyBeginning = "bpmfdtlkjqxzcsyw";

    private readonly int[] runEnds;

    private QueryUnits(int[] runes, bool isCut)
    {
        (Runes, IsCut) = (runes, isCut);
        Cells = [.. runes.Select(r => Cell.Of(r, Pinyin.PackedOf(r)))];
        runEnds = new int[runes.Length];
        for (var i = runes.Length - 1; i >= 0; i--)
        {
            runEnds[i] = !IsLetter(i) ? i : i + 1 < runes.Length && IsLetter(i + 1) ? runEnds[i + 1] : i + 1;
        }

        Letters = runes.Count(r => r is >= 'a' and <= 'z');
        Needs = Signature.Of(runes.Where((r, i) => r is not (>= 'a' and <= 'z') || i == 0 || !IsLetter(i - 1) || OnlyBeginning.Contains((char)r, StringComparison.Ordinal)));
    }

    public int[] Runes { get; }

    /// <summary>As if the query were a name: for characters that sound alike.</summary>
    public ImmutableArray<Cell> Cells { get; }

    public int Length => Runes.Length;

    public bool IsCut { get; }

    /// <summary>How many units are Latin letters.</summary>
    public int Letters { get; }

    /// <summary>What the text has to have that is found without a typo.</summary>
    public Signature Needs { get; }

    /// <summary>Long enough that forgiving a typo does not find everything.</summary>
    public bool MayHoldTypo => Length - Letters >= 3 || Letters >= 5;

    public static QueryUnits Of(string text, SearchWords words)
    {
        var (characters, whole) = FoldedText.Of(text, words, SearchQuery.LongestText);
        return new([.. characters.Select(c => c.Rune)], !whole);
    }

    public bool IsLetter(int unit) => Runes[unit] is >= 'a' and <= 'z';

    /// <summary>Behind the last letter of those in a row here; of no letter, the unit itself.</summary>
    public int RunEnd(int unit) => runEnds[unit];
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Circle.Domain.Search;

/// <summary>One character that counts, and where it stands in the text that it came from (UTF-16).</summary>
/// <param name="AfterGap">Something that does not count stood before it: a space, a dot, a bracket.</param>
internal readonly record struct FoldedCharacter(int Rune, int Start, int Length, bool AfterGap);

/// <summary>A text without what nobody searches by: case, width, spaces, punctuation, variants of characters.</summary>
internal static class FoldedText
{
    /// <param name="most">Characters that are read at most.</param>
    /// <returns>Whether all of the text was read.</returns>
    public static (ImmutableArray<FoldedCharacter> Characters, bool Whole) Of(string text, SearchWords words, int most)
    {
        var characters = ImmutableArray.CreateBuilder<FoldedCharacter>(Math.Min(text.Length, most));
        var (at, gap) = (0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.Utf16SequenceLength;
            if (!Counts(rune))
            {
                gap = true;
            }
            else if (characters.Count == most)
            {
                return (characters.ToImmutable(), false);
            }
            else
            {
                characters.Add(new(words.Fold(Plain(rune)), at, length, gap));
                gap = false;
            }

            at += length;
        }

        return (characters.DrainToImmutable(), true);
    }

    public static int[] Runes(string text, SearchWords words) => [.. Of(text, words, int.MaxValue).Characters.Select(c => c.Rune)];

    public static bool Counts(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Ａ and a are one, and so are ü and v, as people type it.</summary>
    private static int Plain(Rune rune)
    {
        var narrow = rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;
        var lower = Rune.ToLowerInvariant(narrow).Value;
        return lower is 'ü' or 'ǖ' or 'ǘ' or 'ǚ' or 'ǜ' ? 'v' : lower;
    }
}

using System.Text;

namespace Circle.Domain.Search;

/// <summary>A text that found nothing, as it is counted: what is compared of it and nothing else, and only where it can hardly name anybody.</summary>
public static class UnmetText
{
    /// <summary>In characters; a single one says nothing of what somebody wanted.</summary>
    public const int Shortest = 2;

    /// <summary>Digits in a row, or characters for digits, from which on it may be a number of a phone or of an identity card.</summary>
    public const int MostDigits = 6;

    private const string Digits = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖";

    /// <returns>In small letters, of one width, without spaces and punctuation, at most <see cref="SearchQuery.LongestText"/> characters; null: it is not kept.</returns>
    public static string? Of(string text)
    {
        // Of the whole text, also of what is cut off: what stands before a number may belong to it.
        var (run, longest) = (0, 0);
        foreach (var character in FoldedText.Of(text, SearchWords.Empty, int.MaxValue).Characters)
        {
            run = IsDigit(new Rune(character.Rune)) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var kept = FoldedText.Of(text, SearchWords.Empty, SearchQuery.LongestText).Characters;
        return longest > MostDigits || kept.Length < Shortest ? null : string.Concat(kept.Select(c => new Rune(c.Rune)));
    }

    private static bool IsDigit(Rune rune) => Rune.IsDigit(rune) || Digits.Contains(rune.ToString(), StringComparison.Ordinal);
}

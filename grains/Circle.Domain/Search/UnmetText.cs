using System.Text;

namespace Circle.Domain.Search;

/// <summary>
/// A text that found nothing, as it is counted: what is compared of it and nothing else, and only where it can hardly name anybody. What
/// may be a number of a phone or of an identity card, an address of mail or of a home, or is longer than a wish needs to be is not kept. A
/// name alone cannot be told from a shop's.
/// </summary>
public static class UnmetText
{
    /// <summary>In characters; a single one says nothing of what somebody wanted.</summary>
    public const int Shortest = 2;

    /// <summary>In characters that count: what somebody wants is said in fewer, and who they are and where they live in more.</summary>
    public const int Longest = 12;

    /// <summary>Digits, or characters that stand for them, wherever they stand in it: from one more on they may be a number.</summary>
    public const int MostDigits = 6;

    /// <summary>Characters that people write or say for a digit and Unicode does not call one.</summary>
    private const string SpokenDigits = "〇零一二三四五六七八九十幺两洞拐勾壹贰叁肆伍陆柒捌玖o";

    /// <summary>门牌: after a number they say where somebody lives.</summary>
    private const string Doors = "号號室栋幢单楼户弄";

    private const string AtSigns = "@＠﹫";

    /// <returns>In small letters, of one width, without spaces and punctuation; null: it is not kept.</returns>
    public static string? Of(string text)
    {
        if (text.AsSpan().IndexOfAny(AtSigns) >= 0) return null;
        var (characters, isWhole) = FoldedText.Of(text, SearchWords.Empty, Longest);
        if (!isWhole || characters.Length < Shortest) return null;
        Rune[] runes = [.. characters.Select(c => new Rune(c.Rune))];
        return runes.Count(IsDigit) > MostDigits || runes.Zip(runes.Skip(1)).Any(IsDoor) ? null : string.Concat(runes);
    }

    /// <summary>Of any script, circled, in brackets or raised.</summary>
    private static bool IsDigit(Rune rune) => Rune.GetNumericValue(rune) >= 0 || SpokenDigits.Contains(rune.ToString(), StringComparison.Ordinal);

    private static bool IsDoor((Rune Number, Rune Mark) at) => IsDigit(at.Number) && Doors.Contains(at.Mark.ToString(), StringComparison.Ordinal);
}

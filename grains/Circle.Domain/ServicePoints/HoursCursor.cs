using System.Globalization;

namespace Circle.Domain.ServicePoints;

/// <summary>
/// Walks along a text of hours. Whatever a keyboard makes of a letter, digit, dash or comma is read as one; each character stays one
/// character, so that positions are those of the text as typed.
/// </summary>
internal sealed class HoursCursor(string typed)
{
    public const string Always = "24/7";

    private readonly string text = string.Create(typed.Length, typed, static (folded, typed) =>
    {
        for (var i = 0; i < folded.Length; i++) folded[i] = Fold(typed[i]);
    });

    private int at;

    /// <summary>Where the next thing begins, spaces passed over.</summary>
    public int Position
    {
        get
        {
            while (at < text.Length && text[at] == ' ') at++;
            return at;
        }
    }

    public bool AtEnd => Position == text.Length;

    public bool AtDigit => !AtEnd && char.IsAsciiDigit(text[at]);

    /// <summary>What stands here in one piece: a word, a number, a run of Chinese, else one character; empty at the end.</summary>
    public string Token
    {
        get
        {
            var length = Run(char.IsAsciiLetter);
            if (length == 0) length = Run(char.IsAsciiDigit);
            if (length == 0) length = Run(char.IsLetter);
            if (length == 0) length = AtEnd ? 0 : char.IsSurrogatePair(text, at) ? 2 : 1;
            return text.Substring(at, length);
        }
    }

    /// <summary>Passes a sign or a piece of Chinese, if it is next.</summary>
    public bool Take(string sign)
    {
        if (!IsNext(sign)) return false;
        at += sign.Length;
        return true;
    }

    /// <summary>Passes one of the words, if it is next and whole; −1: it is none of them.</summary>
    public int TakeWord(ReadOnlySpan<string> words)
    {
        var word = text.AsSpan(Position, Run(char.IsAsciiLetter));
        for (var i = 0; i < words.Length; i++)
        {
            if (!word.Equals(words[i], StringComparison.OrdinalIgnoreCase)) continue;
            at += word.Length;
            return i;
        }

        return -1;
    }

    /// <summary>Whether one of the words is next and whole; nothing is passed.</summary>
    public bool IsWord(ReadOnlySpan<string> words)
    {
        var begins = Position;
        var isWord = TakeWord(words) >= 0;
        at = begins;
        return isWord;
    }

    /// <summary>Between two ends; a Chinese dash is typed as two.</summary>
    public bool TakeDash()
    {
        if (!Take("-")) return false;
        if (at < text.Length && text[at] == '-') at++;
        return true;
    }

    /// <summary>Passes a number of at most <paramref name="digits"/> digits; null: none is next, or a longer one.</summary>
    public int? TakeNumber(int digits)
    {
        var length = DigitsAhead;
        if (length == 0 || length > digits) return null;
        var number = int.Parse(text.AsSpan(at, length), CultureInfo.InvariantCulture);
        at += length;
        return number;
    }

    /// <summary>How many digits stand here.</summary>
    public int DigitsAhead => Run(char.IsAsciiDigit);

    /// <summary>A number is next, and then this.</summary>
    public bool IsNumberBefore(char sign) => DigitsAhead > 0 && AfterNumber() == sign;

    /// <summary>Whether it is next; nothing is passed.</summary>
    public bool IsNext(string sign) => text.AsSpan(Position).StartsWith(sign, StringComparison.Ordinal);

    /// <summary>Passes one of the signs, if it is next; −1: it is none of them.</summary>
    public int TakeOneOf(string signs)
    {
        var sign = AtEnd ? -1 : signs.IndexOf(text[at], StringComparison.Ordinal);
        if (sign >= 0) at++;
        return sign;
    }

    /// <summary>Goes back to where something began.</summary>
    public void Return(int position) => at = position;

    private char AfterNumber()
    {
        var next = Position + DigitsAhead;
        while (next < text.Length && text[next] == ' ') next++;
        return next < text.Length ? text[next] : '\0';
    }

    private int Run(Func<char, bool> isPart)
    {
        var end = Position;
        while (end < text.Length && isPart(text[end])) end++;
        return end - at;
    }

    private static char Fold(char c) => c switch
    {
        // Full-width forms of everything on a keyboard, in ASCII's order.
        >= '\uFF01' and <= '\uFF5E' => Fold((char)(c - 0xFEE0)),
        '~' or '至' or '到' or '〜' or '−' or (>= '\u2010' and <= '\u2015') => '-',
        '、' => ',',
        _ when char.IsWhiteSpace(c) => ' ',
        _ => char.ToLowerInvariant(c),
    };
}

using System.Globalization;
using System.Text.RegularExpressions;
using Circle.Domain.Journal;

namespace Circle.Domain.Subjects;

/// <summary>个人号码 in a free text: what is journaled stays for ever, so no number of a phone or an identity card is written there.</summary>
public static partial class PersonalNumber
{
    /// <summary>As <see cref="FaultList.Text"/>, of what people write in words of their own.</summary>
    public static void Prose(this FaultList faults, string field, string? text, int min, int max, bool lines = false)
    {
        faults.Text(field, text, min, max, lines);
        // Of a text that is too long a part is enough to look at.
        if (text is not null && IsIn(text.Length > max ? text[..max] : text))
            faults.Add(field, "personal", "请不要写手机号、身份证号等个人号码", "leave out numbers of phones and identity cards");
    }

    /// <summary>In digits of any width or Chinese ones, in one piece or parted by blanks, points or hyphens.</summary>
    public static bool IsIn(string text) => LongNumber().IsMatch(string.Concat(text.Select(c => Audit.Mask.ReadAs(c) is var digit and >= 0 ? (char)('0' + digit) : Narrow(c))));

    /// <summary>As <see cref="IsIn"/>, of a number that a program made: eleven digits and more are nobody's there by themselves, nor is a date between hyphens.</summary>
    public static bool IsInReference(string text)
    {
        var narrow = string.Concat(text.Select(Narrow));
        return Telephone().IsMatch(narrow) || EighteenPlaces().Matches(narrow).Any(m => IsIdentity(m.Value));
    }

    /// <summary>身份证号 of eighteen places as a whole, by its last, which the others make: numbers of machines are as long.</summary>
    public static bool IsIdentity(string text)
    {
        const string places = "10X98765432";
        var number = text.Trim();
        if (number.Length != 18 || !number[..17].All(char.IsAsciiDigit)) return false;
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return places[number[..17].Zip(weights, (digit, weight) => (digit - '0') * weight).Sum() % 11] == char.ToUpperInvariant(number[17]);
    }

    /// <summary>Digits of every script, and full-width forms, as ASCII has them. Not by normalization, which needs data that a program may be without.</summary>
    private static char Narrow(char c) => CharUnicodeInfo.GetDecimalDigitValue(c) is var digit and >= 0 ? (char)('0' + digit)
        : c is >= '！' and <= '～' ? (char)(c - '！' + '!')
        : c == '\u3000' ? ' ' : c;

    /// <summary>Eleven digits in a row, whatever they are; a mobile number; a number of an identity card by its parts, which two dates and an hour do not have.</summary>
    [GeneratedRegex(@"[0-9]{11}|[0-9]{10}[Xx]|(?<![0-9])1[ .\-]?[3-9](?:[ .\-]?[0-9]){9}(?![0-9])|(?<![0-9])[1-9][0-9]{5}[ .\-]?[0-9]{8}[ .\-]?[0-9]{3}[0-9Xx](?![0-9])")]
    private static partial Regex LongNumber();

    /// <summary>A mobile number as people part it, or one of a city's exchange behind its area code.</summary>
    [GeneratedRegex(@"(?<![0-9])(?:86[ .\-]?)?1[3-9][0-9][ .\-]?[0-9]{4}[ .\-]?[0-9]{4}(?![0-9])|(?<![0-9])0[1-9][0-9]{1,2}[ .\-]?[2-9][0-9]{6,7}(?![0-9\-])")]
    private static partial Regex Telephone();

    [GeneratedRegex("(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")]
    private static partial Regex EighteenPlaces();
}

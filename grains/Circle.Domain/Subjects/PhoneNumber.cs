using System.Text;
using Circle.Domain.Journal;

namespace Circle.Domain.Subjects;

/// <summary>电话号码 of the mainland in its one form, so that the same caller is found again: a mobile's 11 digits, or a landline's with its area code.</summary>
public static class PhoneNumber
{
    private const string Country = "86";
    private const string International = "00";
    private const int Mobile = 11;

    /// <summary>With 0 and the area code: 0371 6381 2345, 010 6381 2345, 0371 638 1234.</summary>
    private const int ShortestLandline = 10;
    private const int LongestLandline = 12;

    /// <returns>Digits alone; null, beside the fault, for what is none.</returns>
    public static string? Read(FaultList faults, string field, string text)
    {
        if (text.Length <= PersonalData.MaxPhone && Normal(text) is { } number) return number;
        if (text.Length > PersonalData.MaxPhone)
            faults.Add(field, "too-long", $"最多 {PersonalData.MaxPhone} 个字", $"at most {PersonalData.MaxPhone} characters");
        else
            faults.Add(field, "wrong-shape", "应为手机号，或带区号的固定电话，如 0371-63812345", "must be a mobile's number, or a landline's with its area code like 0371-63812345");
        return null;
    }

    /// <summary>Null: it is no number of the mainland.</summary>
    public static string? Normal(string text)
    {
        var digits = new StringBuilder(text.Length);
        var isAbroad = false;
        foreach (var c in text.Trim())
        {
            if (char.IsAsciiDigit(c)) digits.Append(c);
            else if (c is >= '０' and <= '９') digits.Append((char)(c - '０' + '0'));
            else if (c is '+' or '＋' && digits.Length == 0 && !isAbroad) isAbroad = true;
            else if (c is not (' ' or '-' or '－' or '–' or '—' or '·' or '.' or '(' or ')' or '（' or '）' or '\u00A0' or '\u3000')) return null;
        }

        var number = digits.ToString();
        if (!isAbroad && number.StartsWith(International + Country, StringComparison.Ordinal)) (isAbroad, number) = (true, number[International.Length..]);
        if (!isAbroad && number.Length == Country.Length + Mobile && IsMobileWhole(number[Country.Length..])) return number[Country.Length..];
        if (!isAbroad) return IsWhole(number) ? number : null;
        if (!number.StartsWith(Country, StringComparison.Ordinal)) return null;
        var own = number[Country.Length..];
        return IsWhole(own) ? own : IsWhole($"0{own}") ? $"0{own}" : null;
    }

    public static bool IsMobile(string text) => Normal(text) is { } number && IsMobileWhole(number);

    /// <summary>As pages and files write it: 0371-63812345, 138 0013 8000.</summary>
    /// <param name="number">In its one form; anything else stays as it is.</param>
    public static string Written(string number)
    {
        if (IsMobileWhole(number)) return $"{number[..3]} {number[3..7]} {number[7..]}";
        if (!IsLandline(number)) return number;
        var code = number[1] is '1' or '2' ? 3 : 4;
        return $"{number[..code]}-{number[code..]}";
    }

    private static bool IsWhole(string number) => IsMobileWhole(number) || IsLandline(number);

    private static bool IsMobileWhole(string number) => number.Length == Mobile && number[0] == '1' && number[1] is >= '3' and <= '9';

    private static bool IsLandline(string number)
        => number.Length is >= ShortestLandline and <= LongestLandline && number[0] == '0'
           && (number[1] is '1' or '2' ? number.Length < LongestLandline : number[1] is >= '3' and <= '9' && number.Length >= Mobile);
}

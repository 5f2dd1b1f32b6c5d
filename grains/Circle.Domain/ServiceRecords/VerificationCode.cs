using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Circle.Domain.ServiceRecords;

/// <summary>验证码 of a record: what anybody types or scans who holds the paper. Of a hundred bits, so that nobody finds one by trying.</summary>
public static class VerificationCode
{
    /// <summary>Without I, O, 0 and 1: nobody takes one for another on paper.</summary>
    public const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Of five bits each.</summary>
    public const int Length = 20;

    /// <summary>Of what may be typed, with whatever stands between the groups.</summary>
    public const int MaxTyped = 80;

    private const int Group = 4;

    /// <summary>As it is kept, of how it was typed: in small letters, in the wide letters of a Chinese keyboard, with or without what parts the groups. Null: it is none.</summary>
    public static string? Read(string typed)
    {
        if (typed.Length > MaxTyped) return null;
        var code = new StringBuilder(Length);
        foreach (var sign in typed)
        {
            var one = char.ToUpperInvariant(sign is >= '！' and <= '～' ? (char)(sign - '！' + '!') : sign);
            if (one is '-' or '—' or '–' or '·' || char.IsWhiteSpace(one)) continue;
            if (!Alphabet.Contains(one, StringComparison.Ordinal)) return null;
            code.Append(one);
        }

        return code.Length == Length ? code.ToString() : null;
    }

    /// <summary>ABCD-EFGH-…, as it is printed.</summary>
    public static string Grouped(string code) => string.Join('-', code.Chunk(Group).Select(g => new string(g)));

    /// <summary>By which its record is found in a list: the list itself tells no code.</summary>
    public static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"service-record-code\n{code}"))));
}

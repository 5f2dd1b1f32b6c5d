using System.Diagnostics.CodeAnalysis;

namespace Circle.Web.Journal;

/// <summary>One of an enum's names, whatever its case. Numbers, signs and lists, which Enum.TryParse takes too, are none.</summary>
internal static class EnumName
{
    public static bool TryParse<TEnum>([NotNullWhen(true)] string? text, out TEnum value) where TEnum : struct, Enum
    {
        foreach (var known in Enum.GetValues<TEnum>())
        {
            if (!string.Equals(known.ToString(), text, StringComparison.OrdinalIgnoreCase)) continue;
            value = known;
            return true;
        }

        value = default;
        return false;
    }
}

using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.ServicePoints;

namespace Circle.Domain.Imports;

/// <summary>A word of a cell: written in Chinese, read in either.</summary>
public sealed record CellWord(string Chinese, string English)
{
    public bool Is(string text) => text == Chinese || text.Equals(English, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The words that cells know.</summary>
internal static class CellWords
{
    public static readonly CellWord Yes = new("是", "yes");
    public static readonly CellWord No = new("否", "no");
    public static readonly CellWord Below = new("低于市场价", "below market");
    public static readonly CellWord NotBelow = new("不低于市场价", "not below market");
    public static readonly CellWord Existing = new("原有", "existing");
    public static readonly CellWord Planned = new("计划", "planned");

    /// <summary>In the column of ids: of nothing that is there, under whatever name.</summary>
    public static readonly CellWord New = new("新", "new");

    public static readonly ImmutableArray<CellWord> PhoneTypes = [new("固定电话", "landline"), new("经营用手机", "business mobile"), new("统一客服号", "service")];
    public static readonly ImmutableArray<CellWord> Datums = [new("GCJ-02", "GCJ02"), new("WGS84", "WGS-84")];

    public static string Of(PhoneType type) => PhoneTypes[(int)type].Chinese;

    public static string Of(Datum datum) => Datums[(int)datum].Chinese;

    /// <summary>Spreadsheets write TRUE and FALSE for what somebody meant as yes or no.</summary>
    public static bool? FlagOf(string text)
        => Yes.Is(text) || text.Equals("true", StringComparison.OrdinalIgnoreCase) ? true
            : No.Is(text) || text.Equals("false", StringComparison.OrdinalIgnoreCase) ? false
            : null;

    /// <summary>Place in a list of words; −1: none of them.</summary>
    public static int IndexOf(ImmutableArray<CellWord> words, string text)
    {
        for (var i = 0; i < words.Length; i++)
            if (words[i].Is(text)) return i;
        return -1;
    }
}

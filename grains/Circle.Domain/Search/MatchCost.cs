namespace Circle.Domain.Search;

/// <summary>
/// What a way of reading a query as a text costs, so that of several the best is the least: fields of one number that are added up,
/// each below 64, the weightiest highest: initials, gaps, where it begins, readings that are not the first, a syllable in the middle of
/// which it ends, syllables.
/// </summary>
internal static class MatchCost
{
    public const uint Never = uint.MaxValue;

    public const uint Syllable = 1;
    public const uint Begun = 1u << 6;
    public const uint OtherReading = 1u << 12;
    public const uint Initial = 1u << 26;
    public const uint Gap = 1u << 20;

    private const int PlaceShift = 18;

    public enum Place
    {
        /// <summary>From its beginning.</summary>
        Beginning,

        /// <summary>From the beginning of a word.</summary>
        Word,

        Middle,
    }

    /// <summary>How much of a text is meant.</summary>
    public enum Extent
    {
        All,

        /// <summary>From its beginning, and nothing but general words follows: 姚砦 of 姚砦社区.</summary>
        AllButGeneral,
        Part,
    }

    public static uint Of(Place place) => (uint)place << PlaceShift;

    public static Place PlaceOf(uint cost) => (Place)((cost >> PlaceShift) & 3);

    public static uint WithoutPlace(uint cost) => cost & ~(3u << PlaceShift);

    public static int Initials(uint cost) => (int)(cost >> 26);

    public static int Gaps(uint cost) => (int)(cost >> 20) & 63;

    public static bool HasOtherReading(uint cost) => (cost & (63u << 12)) != 0;

    public static bool HasBegun(uint cost) => (cost & (63u << 6)) != 0;

    /// <summary>That are there in full or begun.</summary>
    public static int SyllablesIn(uint cost) => (int)(cost & 63) + ((int)(cost >> 6) & 63);

    /// <summary>Characters and nothing else.</summary>
    public static bool IsLiteral(uint cost) => Initials(cost) == 0 && (cost & 0xFFF) == 0;

    public static SearchWay WayOf(uint cost) => Initials(cost) > 0 ? SearchWay.Initials : IsLiteral(cost) ? SearchWay.Name : SearchWay.Pinyin;
}

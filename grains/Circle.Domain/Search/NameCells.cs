using System.Collections.Immutable;

namespace Circle.Domain.Search;

/// <summary>How a name is taken apart: characters with their readings, and where words begin.</summary>
internal static class NameCells
{
    /// <summary>Of a name or an alias; what stands behind is shown and not searched.</summary>
    public const int Most = 100;

    public static ImmutableArray<Cell> Of(string name, SearchWords words)
    {
        var characters = FoldedText.Of(name, words, Most).Characters;
        int[] runes = [.. characters.Select(c => c.Rune)];
        var readings = Readings(runes, words);
        var (begins, general) = Parts(runes, words);
        return
        [
            .. characters.Select((c, i) => Cell.Of(c.Rune, readings[i])
                .Marked(i == 0 || c.AfterGap || begins[i] || Script(c.Rune) != Script(runes[i - 1]), general[i])),
        ];
    }

    private static ulong[] Readings(int[] runes, SearchWords words)
    {
        var readings = Array.ConvertAll(runes, Pinyin.PackedOf);
        for (var i = 0; i < runes.Length; i++)
        {
            var told = words.ReadingsAt(runes, i);
            if (told.IsDefault) continue;
            told.CopyTo(readings, i);
            i += told.Length - 1;
        }

        return readings;
    }

    /// <summary>A known word is one wherever it stands, and the next begins behind it. A word too many lets a query skip to it and does no other harm.</summary>
    private static (bool[] Begins, bool[] General) Parts(int[] runes, SearchWords words)
    {
        var (begins, general) = (new bool[runes.Length + 1], new bool[runes.Length]);
        for (var i = 0; i < runes.Length; i++)
        {
            foreach (var (length, isGeneral) in words.PartsAt(runes, i))
            {
                begins[i] = begins[i + length] = true;
                if (isGeneral) general.AsSpan(i, length).Fill(true);
            }
        }

        return (begins, general);
    }

    private static int Script(int rune) => rune switch { >= 'a' and <= 'z' => 1, >= '0' and <= '9' => 2, _ => 3 };
}

using System.Collections.Immutable;
using System.Text;

namespace Circle.Domain.Search;

/// <summary>The table as it lies in this assembly; read once.</summary>
internal static class PinyinFile
{
    /// <summary>Readings, most common first, and the characters that have them.</summary>
    public static ImmutableArray<(ImmutableArray<string> Readings, string Characters)> Rows { get; } =
    [
        .. from line in Read().Split('\n')
           where line.Length > 0 && line[0] != '#'
           let gap = line.IndexOf(' ', StringComparison.Ordinal)
           select (line[..gap].Split(',').ToImmutableArray(), line[(gap + 1)..]),
    ];

    public static ImmutableArray<string> Syllables { get; } = [.. Rows.SelectMany(r => r.Readings).Distinct().Order(StringComparer.Ordinal)];

    private static string Read()
    {
        using var stream = typeof(PinyinFile).Assembly.GetManifestResourceStream("Circle.Domain.Search.pinyin.txt")
            ?? throw new InvalidOperationException("the table of readings is not in the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

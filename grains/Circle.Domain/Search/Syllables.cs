using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Circle.Domain.Search;

/// <summary>音节: the syllables that the table knows, without tones, in alphabetical order. Number 0 is none.</summary>
internal static class Syllables
{
    /// <summary>A number takes nine bits of a <see cref="Cell"/>.</summary>
    public const int Most = 511;

    private static readonly ImmutableArray<string> Names = ["", .. PinyinFile.Syllables];
    private static readonly FrozenDictionary<string, ushort> Numbers = Names.Index().Skip(1).ToFrozenDictionary(n => n.Item, n => (ushort)n.Index);
    private static readonly ImmutableArray<ImmutableArray<string>> SoundAlike = [.. Names.Select(Confusions)];

    /// <summary>One more than the highest number.</summary>
    public static int Count => Names.Length;

    public static string Name(int number) => Names[number];

    public static bool TryNumber(ReadOnlySpan<char> name, out ushort number) => Numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out number);

    /// <summary>声母, as far as it is one sound: 2 of zh, ch and sh, else 1.</summary>
    public static int InitialLength(ReadOnlySpan<char> name) => name is ['z' or 'c' or 's', 'h', ..] ? 2 : 1;

    /// <summary>How somebody writes it who does not tell z from zh, n from l, -n from -ng, u from ü; none of it is the syllable itself.</summary>
    public static ImmutableArray<string> SoundingLike(int number) => SoundAlike[number];

    private static ImmutableArray<string> Confusions(string name)
        => name.Length == 0 ? [] : [.. Beginnings(name).SelectMany(Endings).Distinct().Where(n => n != name)];

    private static IEnumerable<string> Beginnings(string name)
    {
        yield return name;
        if (InitialLength(name) == 2) yield return name[0] + name[2..];
        else if (name is ['z' or 'c' or 's', not 'h', ..]) yield return $"{name[0]}h{name[1..]}";
        else if (name[0] == 'n') yield return $"l{name[1..]}";
        else if (name[0] == 'l') yield return $"n{name[1..]}";
    }

    private static IEnumerable<string> Endings(string name)
    {
        yield return name;
        if (name.EndsWith("ng", StringComparison.Ordinal)) yield return name[..^1];
        else if (name is [.., not 'n', 'n']) yield return $"{name}g";
        else if (name.Contains('v', StringComparison.Ordinal)) yield return name.Replace('v', 'u');
    }
}

using System.Collections.Immutable;
using System.Text;

namespace Circle.Domain.Search;

/// <summary>拼音: what each character may be read as, without tones, ü as v. More than 20,000 characters.</summary>
public static class Pinyin
{
    /// <summary>Of one character.</summary>
    public const int MostReadings = 4;

    private static readonly (ushort[] Rows, Dictionary<int, ushort> Rare, ulong[] Packed) Table = Load();

    /// <summary>The most common first; empty of what has none.</summary>
    public static ImmutableArray<string> ReadingsOf(Rune character) => [.. Cell.Of(character.Value, PackedOf(character.Value)).Readings().Select(n => Syllables.Name(n))];

    /// <summary>Whether any character is read so: lower-case letters, no tone, v for ü.</summary>
    public static bool IsSyllable(string text) => Syllables.TryNumber(text, out _);

    /// <summary>As a <see cref="Cell"/> keeps them; 0 of none.</summary>
    internal static ulong PackedOf(int rune) => Table.Packed[rune < 0x10000 ? Table.Rows[rune] : Table.Rare.GetValueOrDefault(rune)];

    private static (ushort[] Rows, Dictionary<int, ushort> Rare, ulong[] Packed) Load()
    {
        var (rows, rare, packed) = (new ushort[0x10000], new Dictionary<int, ushort>(), new List<ulong> { 0 });
        foreach (var (readings, characters) in PinyinFile.Rows)
        {
            packed.Add(Cell.Pack(readings.Select(NumberOf)));
            var row = (ushort)(packed.Count - 1);
            foreach (var rune in characters.EnumerateRunes())
            {
                if (rune.IsBmp) rows[rune.Value] = row;
                else rare[rune.Value] = row;
            }
        }

        return (rows, rare, [.. packed]);
    }

    private static ushort NumberOf(string name) => Syllables.TryNumber(name, out var number) ? number : throw new InvalidOperationException($"no syllable: {name}");
}

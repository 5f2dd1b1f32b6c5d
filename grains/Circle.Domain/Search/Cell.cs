namespace Circle.Domain.Search;

/// <summary>
/// One character of a name as the index compares it, in 64 bits: the folded character (21), up to four readings (nine each), whether a
/// word begins here, and whether it belongs to a general word (社区, 服务) that many names have.
/// </summary>
internal readonly record struct Cell(ulong Bits)
{
    public const int ReadingBits = 9;

    private const int RuneBits = 21;
    private const ulong WordBit = 1UL << 57;
    private const ulong GeneralBit = 1UL << 58;
    private const ulong ReadingMask = (1UL << ReadingBits) - 1;

    public int Rune => (int)(Bits & ((1UL << RuneBits) - 1));

    public bool BeginsWord => (Bits & WordBit) != 0;

    public bool IsGeneral => (Bits & GeneralBit) != 0;

    /// <summary>The first in the lowest bits; 0 where there is none, or no more.</summary>
    public ulong PackedReadings => (Bits >> RuneBits) & ((1UL << (ReadingBits * Pinyin.MostReadings)) - 1);

    public bool IsLetter => Rune is >= 'a' and <= 'z';

    public static Cell Of(int rune, ulong packedReadings) => new((uint)rune | (packedReadings << RuneBits));

    public static ulong Pack(IEnumerable<ushort> readings)
    {
        var (packed, shift) = (0UL, 0);
        foreach (var reading in readings.Distinct().Take(Pinyin.MostReadings))
        {
            packed |= (ulong)reading << shift;
            shift += ReadingBits;
        }

        return packed;
    }

    public static int First(ulong packedReadings) => (int)(packedReadings & ReadingMask);

    /// <summary>Without the first.</summary>
    public static ulong Rest(ulong packedReadings) => packedReadings >> ReadingBits;

    public IEnumerable<ushort> Readings()
    {
        for (var left = PackedReadings; left != 0; left = Rest(left)) yield return (ushort)First(left);
    }

    public Cell Marked(bool beginsWord, bool isGeneral) => new(Bits | (beginsWord ? WordBit : 0) | (isGeneral ? GeneralBit : 0));

    public bool SoundsAs(Cell other)
    {
        for (var left = PackedReadings; left != 0; left = Rest(left))
        {
            for (var right = other.PackedReadings; right != 0; right = Rest(right))
            {
                if (First(left) == First(right)) return true;
            }
        }

        return false;
    }
}

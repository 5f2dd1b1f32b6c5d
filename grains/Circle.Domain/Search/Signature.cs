using System.Numerics;

namespace Circle.Domain.Search;

/// <summary>
/// What a text is made of, in 192 bits, so that most of those that cannot be meant are passed over without a look: letters that it has
/// or that its characters are read with at the beginning, then characters, two of which may share a bit.
/// </summary>
internal readonly record struct Signature(ulong Letters, ulong Low, ulong High)
{
    public static Signature Of(IEnumerable<int> units)
    {
        var signature = default(Signature);
        foreach (var rune in units) signature |= OfUnit(rune);
        return signature;
    }

    public static Signature Of(ReadOnlySpan<Cell> cells)
    {
        var signature = default(Signature);
        foreach (var cell in cells)
        {
            signature |= OfUnit(cell.Rune);
            for (var left = cell.PackedReadings; left != 0; left = Cell.Rest(left)) signature |= OfUnit(Syllables.Name(Cell.First(left))[0]);
        }

        return signature;
    }

    public static Signature operator |(Signature a, Signature b) => new(a.Letters | b.Letters, a.Low | b.Low, a.High | b.High);

    /// <summary>How much of <paramref name="needs"/> is not here.</summary>
    public int Lacks(in Signature needs)
        => BitOperations.PopCount(needs.Letters & ~Letters) + BitOperations.PopCount(needs.Low & ~Low) + BitOperations.PopCount(needs.High & ~High);

    private static Signature OfUnit(int rune)
    {
        if (rune is >= 'a' and <= 'z') return new(1UL << (rune - 'a'), 0, 0);
        var hash = (uint)rune * 0x9E3779B1u;
        var bit = 1UL << (int)(hash >> 26);
        return (hash & (1u << 20)) == 0 ? new(0, bit, 0) : new(0, 0, bit);
    }
}

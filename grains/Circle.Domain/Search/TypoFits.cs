namespace Circle.Domain.Search;

/// <summary>For each syllable, which letters of a query from a unit on are nearly it: by ear, or but for one letter.</summary>
internal sealed class TypoFits
{
    /// <summary>Letters that somebody writes more or fewer than the syllable has: zan for zhang, and back.</summary>
    public const int Most = 2;

    public const int Kinds = 2 * Most + 1;

    private readonly int units;
    private readonly ushort[] fits;

    public TypoFits(QueryUnits query)
    {
        units = query.Length;
        fits = query.Letters == 0 ? [] : new ushort[Syllables.Count * units];
        if (query.Letters == 0) return;
        Span<char> letters = stackalloc char[units];
        for (var i = 0; i < units; i++) letters[i] = query.IsLetter(i) ? (char)query.Runes[i] : '\0';
        for (var syllable = 1; syllable < Syllables.Count; syllable++)
        {
            for (var unit = 0; unit < units; unit++)
            {
                if (query.IsLetter(unit)) fits[syllable * units + unit] = Of(syllable, letters[unit..query.RunEnd(unit)]);
            }
        }
    }

    /// <summary>Bit n: a syllable that sounds like it, of n − <see cref="Most"/> letters more; higher, bit n + <see cref="Kinds"/>: it with one letter wrong.</summary>
    public int this[int syllable, int unit] => fits[syllable * units + unit];

    private static ushort Of(int syllable, ReadOnlySpan<char> letters)
    {
        var (name, fit) = (Syllables.Name(syllable), 0);
        foreach (var alike in Syllables.SoundingLike(syllable))
        {
            if (letters.StartsWith(alike)) fit |= 1 << (alike.Length - name.Length + Most);
        }

        for (var more = -1; more <= 1 && name.Length > 1; more++)
        {
            if (letters.Length >= name.Length + more && IsOneOff(name, letters[..(name.Length + more)])) fit |= 1 << (more + Most + Kinds);
        }

        return (ushort)fit;
    }

    /// <summary>One letter wrong, too many or too few, or two that changed places.</summary>
    private static bool IsOneOff(ReadOnlySpan<char> name, ReadOnlySpan<char> letters)
    {
        var same = name.CommonPrefixLength(letters);
        var a = name[same..];
        var b = letters[same..];
        if (a.Length > b.Length) return a[1..].SequenceEqual(b);
        if (a.Length < b.Length) return a.SequenceEqual(b[1..]);
        return a.Length > 0 && (a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])));
    }
}

namespace Circle.Domain.Search;

/// <summary>For each syllable, which letters of a query from a unit on are nearly it: by ear, or but for one letter.</summary>
internal sealed class TypoFits
{
    /// <summary>Letters that somebody writes more or fewer than the syllable has: zan for zhang, and back.</summary>
    private const int Most = 2;

    private const int Kinds = 2 * Most + 1;

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

    public bool Any(int syllable, int unit) => fits[syllable * units + unit] != 0;

    /// <summary>Numbers of letters, and whether they only sound alike.</summary>
    public IEnumerable<(int Letters, bool Sound)> At(int syllable, int unit)
    {
        int fit = fits[syllable * units + unit];
        var length = Syllables.Name(syllable).Length;
        for (var more = -Most; more <= Most; more++)
        {
            if ((fit >> (more + Most) & 1) != 0) yield return (length + more, true);
            else if ((fit >> (more + Most + Kinds) & 1) != 0) yield return (length + more, false);
        }
    }

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

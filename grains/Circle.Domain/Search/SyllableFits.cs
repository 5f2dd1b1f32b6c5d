namespace Circle.Domain.Search;

/// <summary>For each syllable, how a query's letters from a unit on may stand for it. Worked out once a query.</summary>
internal sealed class SyllableFits
{
    /// <summary>One letter that it begins with.</summary>
    public const byte Letter = 1;

    /// <summary>zh, ch or sh.</summary>
    public const byte TwoLetters = 2;

    /// <summary>All of it.</summary>
    public const byte Full = 4;

    /// <summary>The letters in a row end in the middle of it: it is being typed.</summary>
    public const byte Begun = 8;

    private readonly int units;
    private readonly byte[] fits;

    public SyllableFits(QueryUnits query)
    {
        units = query.Length;
        fits = query.Letters == 0 ? [] : new byte[Syllables.Count * units];
        if (query.Letters == 0) return;
        Span<char> letters = stackalloc char[units];
        for (var i = 0; i < units; i++) letters[i] = query.IsLetter(i) ? (char)query.Runes[i] : '\0';
        for (var syllable = 1; syllable < Syllables.Count; syllable++)
        {
            var name = Syllables.Name(syllable);
            for (var unit = 0; unit < units; unit++)
            {
                if (letters[unit] == name[0]) fits[syllable * units + unit] = Of(name, letters[unit..query.RunEnd(unit)], unit > 0);
            }
        }
    }

    public byte this[int syllable, int unit] => fits[syllable * units + unit];

    private static byte Of(string name, ReadOnlySpan<char> letters, bool follows)
    {
        var fit = Letter;
        var initial = Syllables.InitialLength(name);
        if (initial == 2 && letters is [_, 'h', ..]) fit |= TwoLetters;
        if (letters.StartsWith(name)) fit |= Full;

        // One letter at the very beginning is an initial; behind something it is what comes next.
        else if (name.AsSpan().StartsWith(letters) && (follows || letters.Length > initial)) fit |= Begun;
        return fit;
    }
}

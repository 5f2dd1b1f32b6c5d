namespace Circle.Domain.Search;

/// <summary>
/// 256 places for entries. What each query looks at lies in rows beside them, so that it goes along memory and not from object to object:
/// what tells at a glance that an entry cannot be meant, its kind, its places, and the characters of its name.
/// </summary>
internal sealed class SearchPage
{
    public const int Size = 256;

    private readonly SearchDocument?[] documents;
    private readonly Signature[] signatures;
    private readonly SearchKind[] kinds;
    private readonly int[] arounds;
    private readonly int[] ends;
    private readonly bool[] aliases;
    private Cell[] names;

    public SearchPage()
        => (documents, signatures, kinds, arounds, ends, aliases, names) =
            (new SearchDocument?[Size], new Signature[Size], new SearchKind[Size], new int[Size], new int[Size], new bool[Size], []);

    private SearchPage(SearchPage other)
        => (documents, signatures, kinds, arounds, ends, aliases, names) =
            ([.. other.documents], [.. other.signatures], [.. other.kinds], [.. other.arounds], [.. other.ends], [.. other.aliases], other.names);

    public ReadOnlySpan<Signature> Signatures => signatures;

    public SearchDocument? this[int at] => documents[at];

    /// <summary>Of a place that is in use.</summary>
    public SearchKind KindOf(int at) => kinds[at];

    /// <summary>Number of the text of its places.</summary>
    public int AroundOf(int at) => arounds[at];

    public bool HasAliases(int at) => aliases[at];

    public ReadOnlySpan<Cell> NameOf(int at) => names.AsSpan(at == 0 ? 0 : ends[at - 1], ends[at] - (at == 0 ? 0 : ends[at - 1]));

    public SearchPage Copy() => new(this);

    /// <summary>For the writer, before the page is published; <see cref="Close"/> has to follow.</summary>
    public void Set(int at, SearchDocument? document, Signature signature)
        => (documents[at], signatures[at], kinds[at], arounds[at], aliases[at]) =
            (document, signature, document?.Entry.Kind ?? default, document?.Around.Number ?? 0, document?.Aliases.IsEmpty == false);

    /// <summary>Lays the names of all in a row.</summary>
    public void Close()
    {
        var end = 0;
        for (var at = 0; at < Size; at++) ends[at] = end += documents[at]?.Name.Length ?? 0;
        names = new Cell[end];
        for (var at = 0; at < Size; at++) documents[at]?.Name.CopyTo(names, at == 0 ? 0 : ends[at - 1]);
    }
}

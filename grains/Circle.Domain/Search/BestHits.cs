namespace Circle.Domain.Search;

/// <summary>The best so many of all that are offered, in order.</summary>
internal sealed class BestHits(int most)
{
    private readonly (ulong Rank, SearchDocument Document)[] kept = new (ulong, SearchDocument)[most];

    public int Count { get; private set; }

    public (ulong Rank, SearchDocument Document) this[int at] => kept[at];

    public void Offer(ulong rank, SearchDocument document)
    {
        if (Count == most && (most == 0 || !IsBefore(rank, document, kept[^1]))) return;
        var at = Count < most ? Count++ : most - 1;
        for (; at > 0 && IsBefore(rank, document, kept[at - 1]); at--) kept[at] = kept[at - 1];
        kept[at] = (rank, document);
    }

    public bool Holds(SearchDocument document)
    {
        for (var i = 0; i < Count; i++)
        {
            if (ReferenceEquals(kept[i].Document, document)) return true;
        }

        return false;
    }

    private static bool IsBefore(ulong rank, SearchDocument document, (ulong Rank, SearchDocument Document) other)
    {
        if (rank != other.Rank) return rank < other.Rank;
        var (a, b) = (document.Entry, other.Document.Entry);
        var order = string.CompareOrdinal(a.Name, b.Name);
        if (order == 0) order = a.Kind.CompareTo(b.Kind);
        return (order == 0 ? string.CompareOrdinal(a.Id, b.Id) : order) < 0;
    }
}

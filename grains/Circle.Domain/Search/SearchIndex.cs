using System.Collections.Immutable;

namespace Circle.Domain.Search;

/// <summary>
/// 检索索引: everything that can be looked for, in memory; built of rows and kept current by whoever hears of commits.
/// <para>
/// Two characters are the usual query and a district is small, so that no postings are kept: a query goes along all entries, passes over
/// nearly all by 192 bits of each, and reads the rest exactly. Entries lie in pages of 256. A change copies its page and the list of pages
/// and publishes them as one new picture, so that readers take no lock, never wait, and see a change whole or not at all; writers take turns.
/// An entry takes about a kilobyte beside its own strings; no more, since names, aliases and words have limits.
/// </para>
/// </summary>
public sealed class SearchIndex(SearchWords words)
{
    private readonly Lock writing = new();
    private SearchWriter writer = new(words);
    private SearchSnapshot current = SearchSnapshot.Empty(words);

    /// <summary>Entries.</summary>
    public int Count => Volatile.Read(ref current).Count;

    public SearchWords Words => Volatile.Read(ref current).Words;

    /// <summary>Adds it, or puts it in the place of the one of its kind and id.</summary>
    public void Put(SearchEntry entry) => Put([entry]);

    /// <summary>All of them become visible at once. Of several with the same kind and id the last counts.</summary>
    public void Put(IEnumerable<SearchEntry> entries)
    {
        ImmutableArray<SearchEntry> all = [.. entries];
        lock (writing)
        {
            foreach (var entry in all) writer.Put(entry);
            Volatile.Write(ref current, writer.Publish());
        }
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(SearchKind kind, string id)
    {
        lock (writing)
        {
            if (!writer.Remove(kind, id)) return false;
            Volatile.Write(ref current, writer.Publish());
            return true;
        }
    }

    /// <summary>These and no others from now on. Until it is done readers find what was there before.</summary>
    /// <param name="newWords">Other words than before; null: the same.</param>
    public void Rebuild(IEnumerable<SearchEntry> entries, SearchWords? newWords = null)
    {
        lock (writing)
        {
            var anew = new SearchWriter(newWords ?? current.Words);
            foreach (var entry in entries) anew.Put(entry);
            writer = anew;
            Volatile.Write(ref current, anew.Publish());
        }
    }

    /// <summary>Best first; see <see cref="SearchAnswer"/>. A text of nothing but spaces and punctuation finds nothing.</summary>
    public SearchAnswer Find(SearchQuery query) => SearchRun.Find(Volatile.Read(ref current), query);
}

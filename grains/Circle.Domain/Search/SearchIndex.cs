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
    private readonly Lock rebuilding = new();
    private readonly Lock writing = new();
    private SearchWriter writer = new(words);
    private List<Action<SearchWriter>>? meanwhile;
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
            meanwhile?.AddRange(all.Select(entry => (Action<SearchWriter>)(anew => anew.Put(entry))));
            Volatile.Write(ref current, writer.Publish());
        }
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(SearchKind kind, string id)
    {
        lock (writing)
        {
            meanwhile?.Add(anew => anew.Remove(kind, id));
            if (!writer.Remove(kind, id)) return false;
            Volatile.Write(ref current, writer.Publish());
            return true;
        }
    }

    /// <summary>
    /// These and no others from now on, and whatever is put or removed while they are made ready, which takes no longer for it. Until it
    /// is done readers find what was there before.
    /// </summary>
    /// <param name="entries">Read once, when changes that come meanwhile are noted already.</param>
    /// <param name="newWords">Other words than before; null: the same.</param>
    public void Rebuild(IEnumerable<SearchEntry> entries, SearchWords? newWords = null)
    {
        lock (rebuilding)
        {
            lock (writing) meanwhile = [];
            var anew = new SearchWriter(newWords ?? current.Words);
            try
            {
                foreach (var entry in entries) anew.Put(entry);
                lock (writing)
                {
                    foreach (var change in meanwhile) change(anew);
                    writer = anew;
                    Volatile.Write(ref current, anew.Publish());
                }
            }
            finally
            {
                lock (writing) meanwhile = null;
            }
        }
    }

    /// <summary>Best first; see <see cref="SearchAnswer"/>. A text of nothing but spaces and punctuation finds nothing.</summary>
    /// <param name="isFor">Whether whoever asks may find it: what is not for them is not counted either. Null: all is.</param>
    public SearchAnswer Find(SearchQuery query, Func<SearchEntry, bool>? isFor = null) => SearchRun.Find(Volatile.Read(ref current), query, isFor);
}

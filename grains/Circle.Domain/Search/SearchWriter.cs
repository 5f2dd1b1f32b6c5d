using System.Collections.Immutable;

namespace Circle.Domain.Search;

/// <summary>Makes the next picture of an index. Pages that were published are copied before they are changed.</summary>
internal sealed class SearchWriter(SearchWords words)
{
    private readonly Dictionary<(SearchKind Kind, string Id), int> slots = [];
    private readonly Stack<int> free = [];
    private readonly List<SearchPage> pages = [];
    private readonly HashSet<int> own = [];
    private readonly SharedTexts places = new(words);
    private readonly SharedTexts kindWords = new(words);
    private ImmutableArray<SharedText> kindWordsInUse = [];
    private bool kindWordsChanged;

    public void Put(SearchEntry entry)
    {
        var document = DocumentOf(entry);
        var key = (entry.Kind, entry.Id);
        if (slots.TryGetValue(key, out var slot))
        {
            Release(pages[slot / SearchPage.Size][slot % SearchPage.Size]!);
        }
        else
        {
            slot = free.TryPop(out var emptied) ? emptied : slots.Count;
            slots.Add(key, slot);
        }

        Set(slot, document, SignatureOf(document));
    }

    public bool Remove(SearchKind kind, string id)
    {
        if (!slots.Remove((kind, id), out var slot)) return false;
        Release(pages[slot / SearchPage.Size][slot % SearchPage.Size]!);
        Set(slot, null, default);
        free.Push(slot);
        return true;
    }

    public SearchSnapshot Publish()
    {
        foreach (var number in own) pages[number].Close();
        own.Clear();
        if (kindWordsChanged) (kindWordsInUse, kindWordsChanged) = (kindWords.InUse, false);
        return new(words, [.. pages], slots.Count, places.Count, kindWordsInUse);
    }

    private void Set(int slot, SearchDocument? document, Signature signature)
    {
        var (number, at) = (slot / SearchPage.Size, slot % SearchPage.Size);
        if (number == pages.Count)
        {
            pages.Add(new());
            own.Add(number);
        }
        else if (own.Add(number))
        {
            pages[number] = pages[number].Copy();
        }

        pages[number].Set(at, document, signature);
    }

    private SearchDocument DocumentOf(SearchEntry entry)
    {
        var keys = SearchKeys.Of(entry.Name, entry.Aliases, words);
        var around = places.Take(string.Join(SharedTexts.Gap, entry.PlaceNames.Take(SearchEntry.MostPlaces))).Text;
        ImmutableArray<SharedText> its = [.. entry.Words.Take(SearchEntry.MostWords).Distinct().Select(TakeKindWord)];
        ImmutableArray<int> groups = its.All(w => w.Groups.IsEmpty) ? keys.Groups : [.. keys.Groups.Concat(its.SelectMany(w => w.Groups)).Distinct().Order()];
        return new(entry, keys.Name, keys.Aliases, around, its, groups);
    }

    private SharedText TakeKindWord(string word)
    {
        var (text, isNew) = kindWords.Take(word);
        kindWordsChanged |= isNew;
        return text;
    }

    private void Release(SearchDocument document)
    {
        places.Release(document.Around);
        foreach (var word in document.Words) kindWordsChanged |= kindWords.Release(word);
    }

    private static Signature SignatureOf(SearchDocument document)
    {
        var signature = Signature.Of(document.Name.AsSpan()) | document.Around.Signature;
        foreach (var alias in document.Aliases) signature |= Signature.Of(alias.AsSpan());
        foreach (var word in document.Words) signature |= SearchDocument.WordBit(word.Number);
        foreach (var group in document.Groups) signature |= SearchDocument.GroupBit(group);
        return signature;
    }
}

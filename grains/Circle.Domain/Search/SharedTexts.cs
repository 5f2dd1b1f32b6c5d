using System.Collections.Immutable;

namespace Circle.Domain.Search;

/// <summary>Keeps what many entries share once, as long as one of them has it. For the writer alone.</summary>
internal sealed class SharedTexts(SearchWords words)
{
    /// <summary>Between names of places: a word begins behind it.</summary>
    public const char Gap = ' ';

    private readonly Dictionary<string, (SharedText Text, int Users)> byText = [];
    private readonly Stack<int> free = [];

    /// <summary>One more than the highest number that was ever in use.</summary>
    public int Count { get; private set; }

    public ImmutableArray<SharedText> InUse => [.. byText.Values.Select(t => t.Text)];

    public (SharedText Text, bool IsNew) Take(string text)
    {
        if (byText.TryGetValue(text, out var known))
        {
            byText[text] = known with { Users = known.Users + 1 };
            return (known.Text, false);
        }

        var cells = NameCells.Of(text, words);
        var shared = new SharedText(free.TryPop(out var number) ? number : Count++, text, cells, SearchKeys.GroupsIn([cells], words), Signature.Of(cells.AsSpan()));
        byText[text] = (shared, 1);
        return (shared, true);
    }

    /// <returns>Whether nobody has it any more.</returns>
    public bool Release(SharedText text)
    {
        var known = byText[text.Text];
        byText[text.Text] = known with { Users = known.Users - 1 };
        if (known.Users > 1) return false;
        byText.Remove(text.Text);
        free.Push(text.Number);
        return true;
    }
}

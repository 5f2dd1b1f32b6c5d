namespace Circle.Domain.Search;

/// <summary>Which of many words stand at a place of a text; of several the longest first.</summary>
internal sealed class WordFinder<T>
{
    private readonly Dictionary<int, (int[] Word, T Value)[]> byFirst;

    public WordFinder(IEnumerable<(int[] Word, T Value)> words)
        => byFirst = words.Where(w => w.Word.Length > 0).GroupBy(w => w.Word[0]).ToDictionary(g => g.Key, g => g.OrderByDescending(w => w.Word.Length).ToArray());

    public IEnumerable<(int[] Word, T Value)> At(int[] text, int start)
    {
        foreach (var found in byFirst.GetValueOrDefault(text[start], []))
        {
            if (text.AsSpan(start).StartsWith(found.Word)) yield return found;
        }
    }
}

using System.Collections.Immutable;

namespace Circle.Domain.Search;

/// <summary>The whole index at one moment; nothing in it changes.</summary>
/// <param name="Places">One more than the highest number of a shared text of places.</param>
/// <param name="KindWords">All that are in use.</param>
internal sealed record SearchSnapshot(SearchWords Words, ImmutableArray<SearchPage> Pages, int Count, int Places, ImmutableArray<SharedText> KindWords)
{
    public static SearchSnapshot Empty(SearchWords words) => new(words, [], 0, 0, []);
}

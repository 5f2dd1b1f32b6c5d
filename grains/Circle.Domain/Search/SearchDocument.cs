using System.Collections.Immutable;

namespace Circle.Domain.Search;

/// <summary>An entry as it lies in the index. Immutable, so that pages that hold it may be read while others are written.</summary>
/// <param name="Around">Shared by all that have the same places.</param>
/// <param name="Words">Shared by all of a kind.</param>
/// <param name="Groups">Of synonyms, by its name, aliases and words.</param>
internal sealed record SearchDocument(
    SearchEntry Entry,
    ImmutableArray<Cell> Name,
    ImmutableArray<ImmutableArray<Cell>> Aliases,
    SharedText Around,
    ImmutableArray<SharedText> Words,
    ImmutableArray<int> Groups)
{
    /// <summary>Bits above those of letters: a word of its kind, a group. Two may share one.</summary>
    public static Signature WordBit(int number) => new(1UL << (26 + number % 19), 0, 0);

    public static Signature GroupBit(int number) => new(1UL << (45 + number % 19), 0, 0);
}

/// <summary>A text that many entries have: the names of their places, one of their kind's. Taken apart once.</summary>
/// <param name="Number">Among those that are in use: small, and another's once this one is not.</param>
/// <param name="Groups">Of synonyms that are in it.</param>
internal sealed record SharedText(int Number, string Text, ImmutableArray<Cell> Cells, ImmutableArray<int> Groups, Signature Signature);

using System.Collections.Immutable;
using System.Text;

namespace Circle.Domain.Search;

/// <summary>异体字: another way of writing a character, e.g. 砦 of 寨, or 5 of 五.</summary>
/// <param name="Character">One character, which has no other standard and is none itself.</param>
/// <param name="Standard">One character.</param>
public sealed record CharacterVariant(string Character, string Standard);

/// <summary>读音 of a word, where the table's first reading misleads or it lacks one. A word may have several, the most common first.</summary>
/// <param name="Syllables">One for each character of the word, as <see cref="Pinyin.IsSyllable"/> has them.</param>
public sealed record WordReading(string Word, ImmutableArray<string> Syllables);

/// <summary>近义词: words that mean one another to whoever looks for something. Each in one group only.</summary>
/// <param name="Words">Two or more, each of two characters or more.</param>
public sealed record SynonymGroup(ImmutableArray<string> Words);

/// <summary>What search has to be told of a district's language. Immutable; an edit makes another and the index is built anew.</summary>
public sealed class SearchWords
{
    /// <summary>Of a word, a synonym or a general word, in characters.</summary>
    public const int LongestWord = 20;

    public const int MostGroups = 1_000;

    private readonly Dictionary<int, int> variants;
    private readonly WordFinder<ImmutableArray<ulong>> readings;
    private readonly WordFinder<int> synonyms;
    private readonly WordFinder<bool> parts;

    /// <param name="variants">What is written differently is one for search.</param>
    /// <param name="readings">Put before the table's.</param>
    /// <param name="synonyms">At most <see cref="MostGroups"/>; what is beyond is not used.</param>
    /// <param name="generalWords">通名, e.g. 社区, 服务点: names go on with a new word after one, and being right in nothing else is not being right.</param>
    /// <exception cref="ArgumentException">A variant is not one character, or a reading does not fit its word.</exception>
    public SearchWords(
        ImmutableArray<CharacterVariant> variants, ImmutableArray<WordReading> readings, ImmutableArray<SynonymGroup> synonyms, ImmutableArray<string> generalWords)
    {
        this.variants = variants.GroupBy(v => OnlyRune(v.Character)).ToDictionary(g => g.Key, g => OnlyRune(g.First().Standard));
        Groups = [.. synonyms.Take(MostGroups)];
        this.readings = new(
            from reading in readings
            group reading by string.Join(' ', FoldedText.Runes(reading.Word, this)) into same
            let word = FoldedText.Runes(same.First().Word, this)
            select (word, Columns(word, same)));
        var groupWords = (from g in Groups.Index() from word in g.Item.Words select (FoldedText.Runes(word, this), g.Index)).ToList();
        this.synonyms = new(groupWords);
        parts = new([.. generalWords.Select(w => (FoldedText.Runes(w, this), true)), .. groupWords.Select(w => (w.Item1, false))]);
        GroupCells = [.. Groups.Select(g => g.Words.Select(w => NameCells.Of(w, this)).ToImmutableArray())];
    }

    /// <summary>The table's readings and nothing else.</summary>
    public static SearchWords Empty { get; } = new([], [], [], []);

    public ImmutableArray<SynonymGroup> Groups { get; }

    /// <summary>Of each word of each group.</summary>
    internal ImmutableArray<ImmutableArray<ImmutableArray<Cell>>> GroupCells { get; }

    /// <summary>Whether search compares it: a letter, a character, a digit. What else a text has does not count.</summary>
    public static bool Counts(Rune character) => FoldedText.Counts(character);

    internal int Fold(int rune) => variants.GetValueOrDefault(rune, rune);

    /// <summary>What an editor says of how a word that begins here is read, for each of its characters; default: nothing.</summary>
    internal ImmutableArray<ulong> ReadingsAt(int[] text, int start) => readings.At(text, start).FirstOrDefault().Value;

    /// <summary>Lengths of the words that begin here, and whether they are general ones.</summary>
    internal IEnumerable<(int Length, bool IsGeneral)> PartsAt(int[] text, int start) => parts.At(text, start).Select(p => (p.Word.Length, p.Value));

    /// <summary>Groups of which a word begins here.</summary>
    internal IEnumerable<(int Length, int Group)> GroupsAt(int[] text, int start) => synonyms.At(text, start).Select(p => (p.Word.Length, p.Value));

    private static int OnlyRune(string text)
        => Rune.TryGetRuneAt(text, 0, out var rune) && rune.Utf16SequenceLength == text.Length ? rune.Value : throw new ArgumentException($"not one character: {text}");

    /// <summary>Readings of each character: first those of the rows, then the table's.</summary>
    private static ImmutableArray<ulong> Columns(int[] word, IEnumerable<WordReading> rows) =>
    [
        .. word.Select((rune, at) => Cell.Pack(rows.Select(row => NumberOf(row, at, word.Length)).Concat(Cell.Of(rune, Pinyin.PackedOf(rune)).Readings()))),
    ];

    private static ushort NumberOf(WordReading row, int at, int length)
        => row.Syllables.Length == length && Circle.Domain.Search.Syllables.TryNumber(row.Syllables[at], out var number)
            ? number
            : throw new ArgumentException($"not a reading of {row.Word}: {string.Join(' ', row.Syllables)}");
}

using System.Collections.Immutable;
using System.Text;
using Circle.Domain.Search;
using Circle.Seeds.Csv;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Rows;

/// <summary>search/*.csv: what search has to be told of the language of a district.</summary>
internal sealed class SearchRows(Values values)
{
    private const string Variants = "search/variants";
    private const string Readings = "search/readings";
    private const string Synonyms = "search/synonyms";
    private const string General = "search/general";

    /// <summary>Fewest characters of a word that means another, or that many names have: one alone says too little.</summary>
    private const int ShortestWord = 2;

    private readonly Dictionary<string, (string Standard, At At)> variants = [];
    private readonly Dictionary<(string Word, string Reading), At> readings = [];
    private readonly List<WordReading> readingsInOrder = [];
    private readonly Dictionary<string, At> synonyms = [];
    private readonly List<SynonymGroup> groups = [];
    private readonly Dictionary<string, At> general = [];

    /// <summary>Of all kinds, in the order in which they are read.</summary>
    public static ImmutableArray<string> Tables { get; } = [Variants, Readings, Synonyms, General];

    public void Read(string kind, SeedText file)
    {
        var (required, read) = kind switch
        {
            Variants => (["character", "standard"], ReadVariant),
            Readings => (["word", "reading"], ReadReading),
            Synonyms => (["words"], ReadGroup),
            _ => ((string[])["word"], (Action<CsvRow>)ReadGeneral),
        };
        foreach (var row in CsvTable.Rows(file, required, ["note"], values))
        {
            // For whoever edits the table; not kept.
            _ = row.TextOrNull("note");
            read(row);
        }
    }

    /// <summary>A chain 甲 → 乙 → 丙 would make two characters one for some names only.</summary>
    public void CheckVariants()
    {
        foreach (var (character, (standard, at)) in variants)
        {
            if (variants.TryGetValue(standard, out var further))
                values.Problems.Add(at, $"“{standard}”在 {further.At.File} 第 {further.At.Line} 行又写成“{further.Standard}”，请把“{character}”也写成它");
        }
    }

    /// <exception cref="ArgumentException">There were problems.</exception>
    public SearchWords ToWords() => new([.. variants.Select(v => new CharacterVariant(v.Key, v.Value.Standard))], [.. readingsInOrder], [.. groups], [.. general.Keys]);

    private void ReadVariant(CsvRow row)
    {
        var (character, standard) = (Character(row, "character"), Character(row, "standard"));
        if (character is null || standard is null) return;
        if (character == standard)
            values.Problems.Add(row.At, $"“{character}”和它自己一样，不必写");
        else if (!variants.TryAdd(character, (standard, row.At)))
            ReportTwice(row.At, character, variants[character].At);
    }

    private void ReadReading(CsvRow row)
    {
        var (word, reading) = (row.Text("word", SearchWords.LongestWord), row.Text("reading"));
        if (word.Length == 0 || reading.Length == 0) return;
        ImmutableArray<string> syllables = [.. reading.Split(' ')];
        var unknown = syllables.Where(s => !Pinyin.IsSyllable(s)).ToList();
        foreach (var syllable in unknown)
            values.Problems.Add(row.At, $"“{Values.Shown(syllable)}”不是音节；拼音用小写字母，不标声调，ü 写成 v，音节之间空一格");
        var characters = word.EnumerateRunes().Count();
        if (!word.EnumerateRunes().All(SearchWords.Counts))
            values.Problems.Add(row.At, $"“{Values.Shown(word)}”里只能有文字和数字");
        else if (characters != syllables.Length)
            values.Problems.Add(row.At, $"“{Values.Shown(word)}”有 {characters} 个字，读音有 {syllables.Length} 个音节");
        else if (!readings.TryAdd((word, reading), row.At))
            ReportTwice(row.At, $"{word} {reading}", readings[(word, reading)]);
        else if (unknown.Count == 0)
            readingsInOrder.Add(new(word, syllables));
    }

    private void ReadGroup(CsvRow row)
    {
        var words = row.List("words", SearchWords.LongestWord);
        if (words.Length < 2) values.Problems.Add(row.At, $"words 至少写两个词，用“{CsvRow.Separator}”隔开");
        foreach (var word in words) CheckWord(word, row.At, synonyms);
        groups.Add(new(words));
        if (groups.Count == SearchWords.MostGroups + 1) values.Problems.Add(row.At, $"近义词最多 {SearchWords.MostGroups} 组");
    }

    private void ReadGeneral(CsvRow row) => CheckWord(row.Text("word", SearchWords.LongestWord), row.At, general);

    private void CheckWord(string word, At at, Dictionary<string, At> known)
    {
        // An empty one is reported already.
        if (word.Length == 0) return;
        if (word.EnumerateRunes().Count() < ShortestWord)
            values.Problems.Add(at, $"“{word}”只有一个字，至少 {ShortestWord} 个");
        else if (!word.EnumerateRunes().All(SearchWords.Counts))
            values.Problems.Add(at, $"“{Values.Shown(word)}”里只能有文字和数字");
        else if (!known.TryAdd(word, at))
            ReportTwice(at, word, known[word]);
    }

    private string? Character(CsvRow row, string column)
    {
        var text = row.Text(column);
        if (text.Length == 0) return null;
        if (Rune.TryGetRuneAt(text, 0, out var rune) && rune.Utf16SequenceLength == text.Length && SearchWords.Counts(rune) && !(rune.IsAscii && Rune.IsLetter(rune))) return text;
        values.Problems.Add(row.At, $"“{column}”应是一个汉字或数字，现在是“{Values.Shown(text)}”");
        return null;
    }

    private void ReportTwice(At at, string what, At first) => values.Problems.Add(at, $"“{Values.Shown(what)}”在 {first.File} 第 {first.Line} 行已写过");
}

using System.Text.RegularExpressions;
using Circle.Domain.Plans;

namespace Circle.Seeds.Tests;

/// <summary>Every figure on a screen can be traced to its sentence, and what is called the document's words is.</summary>
public partial class SourceTests
{
    [Fact]
    public void Every_source_is_a_section_of_the_document()
        => Assert.All(
            AllSources().SelectMany(s => s.Split('；')).Distinct(),
            source => Assert.True(DocumentText.Find(source) is not null, source));

    [Fact]
    public void Standards_and_conditions_are_the_documents_words_in_the_section_named()
        => Assert.All(
            Shipped.Live.Plan.Lines.SelectMany(l => l.Standards.Select(s => (s.Text, s.Source)).Concat(l.Subsidies.Select(s => (Text: s.Condition, s.Source)))),
            words => AssertWords(words.Text, words.Source));

    [Fact]
    public void Every_step_has_the_sentence_of_the_document_that_asks_for_it()
        => Assert.All(Shipped.Live.Plan.Lines.SelectMany(l => l.Steps.Select(s => (l.Id, Step: s))), s =>
        {
            Assert.True(s.Step.Sentence is { Length: > 0 }, $"{s.Id}/{s.Step.Id} has no sentence");
            Assert.True(DocumentText.Whole.Contains(DocumentText.Dense(s.Step.Sentence), StringComparison.Ordinal), $"{s.Id}/{s.Step.Id}：{s.Step.Sentence}");
        });

    [Fact]
    public void Leads_and_supporters_are_named_as_in_their_section()
        => Assert.All(Shipped.Live.Plan.Lines, line =>
        {
            AssertWords(line.Lead.Name + (line.Lead.Person is null ? "" : " " + line.Lead.Person), line.Source);
            Assert.All(line.Supporting, s => AssertWords(s, line.Source));
        });

    [Fact]
    public void What_a_doubt_quotes_is_in_the_document()
        => Assert.All(
            Shipped.Live.Plan.Doubts.Concat(Shipped.Live.Plan.Lines.SelectMany(l => l.Doubts)),
            doubt => Assert.All(
                Quoted().Matches(doubt.Text).Select(m => m.Groups[1].Value),
                quote => Assert.True(DocumentText.Whole.Contains(DocumentText.Dense(quote), StringComparison.Ordinal), quote)));

    [Fact]
    public void Every_community_is_in_each_section_that_its_row_cites()
        => Assert.All(
            Shipped.Live.Places.Where(p => p.Kind == Domain.Places.PlaceKind.Community),
            place => Assert.All(place.Source.Split('；'), source => AssertWords(place.Name, source)));

    [Fact]
    public void Every_bound_is_the_number_in_its_text()
        => Assert.All(
            Shipped.Live.Plan.Lines.SelectMany(l => l.Standards).Where(s => s.Bound is not null),
            s => Assert.Contains($"{s.Bound / 1000}", s.Text, StringComparison.Ordinal));

    private static void AssertWords(string words, string source)
    {
        var section = DocumentText.Find(source);
        Assert.NotNull(section);
        Assert.True(section.Contains(DocumentText.Dense(words), StringComparison.Ordinal), $"{source}：{words}");
    }

    private static IEnumerable<string> AllSources()
    {
        var plan = Shipped.Live.Plan;
        return Shipped.Live.Places.Select(p => p.Source)
            .Concat(Shipped.Live.Facilities.Select(f => f.Source))
            .Concat(plan.Doubts.Select(d => d.Source))
            .Concat(plan.Lines.SelectMany(Sources));
    }

    private static IEnumerable<string> Sources(Line line) =>
    [
        line.Source,
        .. line.Standards.Select(s => s.Source),
        .. line.Steps.Select(s => s.Source),
        .. line.Subsidies.Select(s => s.Source),
        .. line.Doubts.Select(d => d.Source),
    ];

    [GeneratedRegex("“([^”]+)”")]
    private static partial Regex Quoted();
}

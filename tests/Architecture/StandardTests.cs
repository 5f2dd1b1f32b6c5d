using System.Text.RegularExpressions;

namespace Circle.Architecture.Tests;

/// <summary>The table of OWASP ASVS names what there is: numbers in order, files and tests that exist.</summary>
public sealed partial class StandardTests
{
    private const string Table = "web/ASVS.md";

    private static readonly string[] Answers = ["met", "**not met**", "n/a"];

    /// <param name="Words">Of its last two cells: by what, shown by what.</param>
    private sealed record Requirement(Version Number, string Level, string Answer, string Words);

    private static readonly Requirement[] Requirements =
    [
        .. from line in Checkout.Text(Table).Split('\n')
           let row = Row().Match(line)
           where row.Success
           select new Requirement(Version.Parse(row.Groups[1].Value), row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value),
    ];

    [Fact]
    public void Numbers_are_those_of_17_chapters_unique_and_in_order()
    {
        var numbers = Requirements.Select(r => r.Number).ToList();

        Assert.Equal(numbers.Distinct().Order(), numbers);
        Assert.Equal(Enumerable.Range(1, 17), numbers.Select(n => n.Major).Distinct());
    }

    /// <summary>ASVS 5.0 has so many of each.</summary>
    [Theory]
    [InlineData("1", 70)]
    [InlineData("2", 183)]
    public void A_level_is_whole(string level, int count) => Assert.Equal(count, Requirements.Count(r => r.Level == level));

    [Fact]
    public void Every_row_has_an_answer_and_the_sums_are_right()
    {
        Assert.All(Requirements, r => Assert.Contains(r.Answer, Answers));
        var sums = Answers.Select(a => Requirements.Count(r => r.Answer == a)).ToList();
        Assert.Contains($"Of {Requirements.Length}: {sums[0]} met, {sums[1]} not met, {sums[2]} not applicable.", Checkout.Text(Table), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_row_says_why() => Assert.All(Requirements, r => Assert.True(r.Words.Trim(' ', '|').Length > 0, $"{r.Number} says nothing"));

    [Fact]
    public void Every_file_that_is_named_exists()
        => Assert.All(
            from Match named in NamedFile().Matches(Checkout.Text(Table))
            select named.Groups[1].Value,
            file => Assert.True(Checkout.Files.Any(f => f == file || f.StartsWith($"{file.TrimEnd('/')}/", StringComparison.Ordinal)), $"{file} is not there"));

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var tests = Checkout.Files.Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal)).SelectMany(Tests).ToHashSet();
        var named = NamedTest().Matches(Checkout.Text(Table)).Select(n => n.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, tests));
    }

    [Fact]
    public void Every_link_leads_to_a_heading()
        => Assert.All(
            from Match link in Link().Matches(Checkout.Text(Table))
            select link.Groups[1].Value,
            heading => Assert.Matches($"(?mi)^## {heading.Replace('-', ' ')}$", Checkout.Text(Table)));

    /// <summary>By the file's class, or its name where the class has parts in several.</summary>
    private static IEnumerable<string> Tests(string file)
    {
        var text = Checkout.Text(file);
        var classes = Class().Matches(text).Select(c => c.Groups[1].Value).Append(Path.GetFileNameWithoutExtension(file)).Distinct();
        var methods = Method().Matches(text).Select(m => m.Groups[1].Value).ToList();
        return classes.SelectMany(_ => methods, (type, method) => $"{type}.{method}");
    }

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \| (\d) \| [^|]+ \| ([^|]+) \| (.*) \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"`((?:web|silo|grains|seeds|tests)/[\w./-]+|[\w.]+\.(?:md|props|targets))`")]
    private static partial Regex NamedFile();

    [GeneratedRegex(@"`(\w+Tests\.[A-Z]\w+)`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"\]\(#([\w-]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"^\s*public (?:async Task|Task|void) (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Method();
}

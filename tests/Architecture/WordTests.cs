using System.Text.RegularExpressions;

namespace Circle.Architecture.Tests;

/// <summary>What no file and no name may be.</summary>
public sealed partial class WordTests
{
    private const int MostLines = 400;

    /// <summary>Made by the build of the pages, of the server's description.</summary>
    private static readonly string[] Generated = ["web/ui/src/http/api.ts"];

    private static readonly string[] Text =
    [
        ".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".txt", ".sql", ".csv", ".ts", ".vue", ".css", ".html", ".js", ".mjs", ".yml", ".yaml", ".sh",
        ".service", ".conf", ".editorconfig", ".gitignore", ".gitattributes", ".jsonl", "",
    ];

    [Fact]
    public void No_source_file_is_longer_than_anyone_reads()
        => Assert.All(
            Checkout.Files.Where(f => Path.GetExtension(f) is ".cs" or ".ts" or ".vue" or ".css" or ".sql" && !Generated.Contains(f)),
            f => Assert.True(Checkout.Text(f).AsSpan().Count('\n') <= MostLines, $"{f} has more than {MostLines} lines"));

    [Fact]
    public void No_file_knows_where_on_a_machine_it_was_written()
        => Assert.All(
            Checkout.Files.Where(f => Text.Contains(Path.GetExtension(f)) && !f.EndsWith("package-lock.json", StringComparison.Ordinal)),
            f => Assert.False(MachinePath().IsMatch(Checkout.Text(f)), $"{f} names {MachinePath().Match(Checkout.Text(f)).Value}"));

    [Theory]
    [InlineData("in ~", false)]
    [InlineData("import '.~'", false)]
    [InlineData("\"~\"", true)]
    [InlineData("see ~", true)]
    [InlineData("file://~", true)]
    public void A_machine_s_path_is_told_from_a_page_s(string around, bool machine)
    {
        // Put together here, or this file would be found itself.
        var path = string.Concat("/", "home", "/someone");
        Assert.Equal(machine, MachinePath().IsMatch(around.Replace("in ~", "@circle" + path, StringComparison.Ordinal).Replace("~", path, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_type_is_named_for_what_it_is_not()
        => Assert.All(
            Assemblies.TypesOf(Assemblies.Domain, Assemblies.Contracts, Assemblies.Grains, Assemblies.Seeds, Assemblies.Silo),
            t => Assert.False(Vague().IsMatch(t.Name), $"{t.FullName}: name it for what it does"));

    [Fact]
    public void No_file_or_folder_is_either()
        => Assert.All(Checkout.Files, f => Assert.False(f.Split('/').Any(part => Vague().IsMatch(part.Split('.')[0])), f));

    [GeneratedRegex(@"(?<![\w.@~-])/(work|home|root|Users|mnt)/\w")]
    private static partial Regex MachinePath();

    [GeneratedRegex("Helper|Util|^Commons?$", RegexOptions.IgnoreCase)]
    private static partial Regex Vague();
}

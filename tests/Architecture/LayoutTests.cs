using System.Text.RegularExpressions;

namespace Circle.Architecture.Tests;

/// <summary>One noun, one folder, the same name in every project; namespace = project + room.</summary>
public sealed partial class LayoutTests
{
    /// <summary>Rooms that are no nouns of the domain, by project. A new one is put here on purpose or not at all.</summary>
    private static readonly Dictionary<string, string[]> Technical = new()
    {
        ["grains/Circle.Contracts"] = ["Seeds", "Uploads"],
        ["grains/Circle.Grains"] = ["Lists", "Seeds", "Uploads"],
        ["silo"] = ["Hosting", "Lists", "Properties", "Storage", "Snapshots", "Seeds", "Uploads"],
        ["web"] = ["Hosting", "Phones", "Properties", "Rights", "Uploads", "ui"],
        ["web/ui/src"] = ["frame", "home", "http", "languages", "codes", "locks", "outbox", "phones", "rights", "statuses", "styles", .. AcrossRooms],
    };

    /// <summary>Pages that are one person's work or one question, and put what many rooms have beside each other.</summary>
    private static string[] AcrossRooms => ["leaders", "streets", "targets"];

    private static readonly (string Folder, string Root)[] Projects =
    [
        ("grains/Circle.Domain", "Circle.Domain"), ("grains/Circle.Contracts", "Circle.Contracts"), ("grains/Circle.Grains", "Circle.Grains"),
        ("seeds", "Circle.Seeds"), ("silo", "Circle.Silo"), ("web", "Circle.Web"),
        .. Checkout.Files.Where(f => TestProject().IsMatch(f)).Select(f => (Path.GetDirectoryName(f)!.Replace('\\', '/'), Path.GetFileNameWithoutExtension(f))),
    ];

    public static TheoryData<string> Rooms() => [.. Technical.Keys];

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_has_a_noun_of_the_domain_or_is_named_as_technical(string project)
    {
        var nouns = Checkout.Folders("grains/Circle.Domain").ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.All(
            Checkout.Folders(project),
            room => Assert.True(nouns.Contains(room.Replace("-", "", StringComparison.Ordinal)) || Technical[project].Contains(room), $"{project}/{room} is no noun of the domain; is it a second name of one?"));
    }

    [Fact]
    public void A_technical_room_that_is_named_exists()
        => Assert.All(Technical, project => Assert.Subset(Checkout.Folders(project.Key).ToHashSet(), project.Value.ToHashSet()));

    [Fact]
    public void A_namespace_is_the_project_and_the_room()
        => Assert.All(
            from project in Projects
            from file in Checkout.Sources(project.Folder)
            let declared = Declared().Match(Checkout.Text(file))
            where declared.Success
            select (file, Expected: Expected(project, file), Is: declared.Groups[1].Value),
            f => Assert.True(f.Expected == f.Is, $"{f.file} is in {f.Is} and should be in {f.Expected}"));

    [Fact]
    public void Only_programs_have_no_namespace()
        => Assert.Equal(["silo/Program.cs", "web/Program.cs", "tests/Measure/Program.cs"], Projects.SelectMany(p => Checkout.Sources(p.Folder)).Where(f => !Declared().IsMatch(Checkout.Text(f))));

    [Fact]
    public void No_room_of_the_domain_has_the_name_of_a_type_in_it()
        => Assert.All(Assemblies.TypesOf(Assemblies.Domain, Assemblies.Contracts, Assemblies.Grains), t => Assert.NotEqual(t.Namespace!.Split('.')[^1], t.Name));

    [Fact]
    public void One_aggregate_has_one_file_of_its_name()
        => Assert.All(Assemblies.Aggregates, a => Assert.Contains($"{a.Aggregate.Namespace!.Replace("Circle.Domain.", "grains/Circle.Domain/", StringComparison.Ordinal)}/{a.Aggregate.Name}.cs", Checkout.Files));

    private static string Expected((string Folder, string Root) project, string file)
    {
        var room = Path.GetDirectoryName(file)![project.Folder.Length..].Replace('\\', '/').Replace('/', '.');
        return project.Root + room;
    }

    [GeneratedRegex(@"^namespace ([\w.]+)\s*[;{]", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^tests/\w+/[\w.]+\.csproj$")]
    private static partial Regex TestProject();
}

using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Circle.Architecture.Tests;

/// <summary>One way: web → silo → grains → contracts → domain; seeds know the domain alone.</summary>
public sealed partial class ReferenceTests
{
    [Theory]
    [InlineData("grains/Circle.Domain/Circle.Domain.csproj", "")]
    [InlineData("grains/Circle.Contracts/Circle.Contracts.csproj", "Circle.Domain")]
    [InlineData("grains/Circle.Grains/Circle.Grains.csproj", "Circle.Contracts")]
    [InlineData("seeds/Circle.Seeds.csproj", "Circle.Domain")]
    [InlineData("silo/Circle.Silo.csproj", "Circle.Grains Circle.Seeds")]
    [InlineData("web/Circle.Web.csproj", "Circle.Silo")]
    public void A_project_refers_to_the_next_one_down(string project, string expected)
        => Assert.Equal(expected, string.Join(' ', Included(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))).Order()));

    [Fact]
    public void No_project_outside_the_list_is_part_of_the_program()
        => Assert.Equal(
            ["Circle.Contracts", "Circle.Domain", "Circle.Grains", "Circle.Seeds", "Circle.Silo", "Circle.Web"],
            Checkout.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal) && !f.StartsWith("tests/", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).Order());

    [Fact]
    public void The_domain_knows_of_Orleans_nothing_but_its_serialization()
    {
        Assert.Equal(["Microsoft.Orleans.CodeGenerator", "Microsoft.Orleans.Serialization"], Included("grains/Circle.Domain/Circle.Domain.csproj", "PackageReference").Order());
        Assert.All(Names(Assemblies.Domain), name => Assert.True(IsRuntime(name) || name.StartsWith("Orleans.Serialization", StringComparison.Ordinal), $"the domain refers to {name}"));
    }

    [Fact]
    public void Seeds_know_the_domain_alone()
        => Assert.Equal(["Circle.Domain"], Own(Assemblies.Seeds));

    [Fact]
    public void Built_assemblies_refer_one_way()
    {
        Assert.Empty(Own(Assemblies.Domain));
        Assert.Equal(["Circle.Domain"], Own(Assemblies.Contracts));
        Assert.Equal(["Circle.Contracts", "Circle.Domain"], Own(Assemblies.Grains));
        Assert.Subset(new HashSet<string> { "Circle.Contracts", "Circle.Domain", "Circle.Grains", "Circle.Seeds" }, Own(Assemblies.Silo).ToHashSet());
    }

    [Fact]
    public void Contracts_have_no_runtime_and_grains_open_no_database()
    {
        Assert.All(Names(Assemblies.Contracts), name => Assert.False(name.StartsWith("Orleans.Runtime", StringComparison.Ordinal), name));
        Assert.All(Names(Assemblies.Grains), name => Assert.False(Database().IsMatch(name), name));
    }

    /// <summary>Web talks to grains through contracts; it touches the silo where it hosts it.</summary>
    [Fact]
    public void Web_touches_the_silo_in_hosting_alone()
    {
        var touching = Checkout.Sources("web").Where(f => Checkout.Text(f).Contains("Circle.Silo", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(touching);
        Assert.All(touching, f => Assert.True(f == "web/Program.cs" || f.StartsWith("web/Hosting/", StringComparison.Ordinal), f));
    }

    /// <summary>Where web uses grains' own code, that is hosting too.</summary>
    [Fact]
    public void Web_sees_grains_by_their_contracts()
        => Assert.All(
            Checkout.Sources("web").Where(f => !f.StartsWith("web/Hosting/", StringComparison.Ordinal) && f != "web/Program.cs"),
            f => Assert.False(InternalUse().IsMatch(Checkout.Text(f)), $"{f} uses Circle.Grains"));

    /// <summary>Who may sign in lies apart from the journal, and web keeps it.</summary>
    private static readonly string[] Credentials = ["Microsoft.AspNetCore.DataProtection.EntityFrameworkCore", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Sqlite.Core", "Npgsql.EntityFrameworkCore.PostgreSQL"];

    [Fact]
    public void Only_the_silo_opens_the_database()
        => Assert.All(
            Checkout.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal) && !f.StartsWith("tests/", StringComparison.Ordinal) && !f.StartsWith("silo/", StringComparison.Ordinal)),
            f => Assert.DoesNotContain(Included(f, "PackageReference").Except(f == "web/Circle.Web.csproj" ? Credentials : []), p => Database().IsMatch(p)));

    [Fact]
    public void Two_projects_are_programs_and_share_their_life()
    {
        Assert.Equal(
            ["silo/Program.cs", "web/Program.cs"],
            Checkout.Files.Where(f => Path.GetFileName(f) == "Program.cs" && !f.StartsWith("tests/", StringComparison.Ordinal)).Order());
        Assert.All((string[])["silo/Program.cs", "web/Program.cs"], f => Assert.Contains("CircleProgram.RunAsync", Checkout.Text(f)));
    }

    [Fact]
    public void A_web_node_without_a_silo_opens_the_membership_alone()
    {
        Assert.DoesNotContain("OpenAsync", Checkout.Text("silo/Hosting/ClientHosting.cs"));
        Assert.Contains("UseCircleMembership", Checkout.Text("silo/Hosting/ClientHosting.cs"));
        Assert.Equal(["silo/Hosting/SiloHosting.cs"], Checkout.Sources("silo").Concat(Checkout.Sources("web")).Where(f => !f.StartsWith("silo/Storage/", StringComparison.Ordinal) && Checkout.Text(f).Contains("Database.OpenAsync", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_project_names_a_version_of_its_own()
        => Assert.All(
            Checkout.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)),
            f => Assert.DoesNotContain(XDocument.Parse(Checkout.Text(f)).Descendants("PackageReference"), p => p.Attribute("Version") is not null || p.Attribute("VersionOverride") is not null));

    private static IEnumerable<string> Included(string project, string item)
        => XDocument.Parse(Checkout.Text(project)).Descendants(item).Select(e => e.Attribute("Include")!.Value);

    private static IEnumerable<string> Names(Assembly assembly) => assembly.GetReferencedAssemblies().Select(a => a.Name!);

    private static IEnumerable<string> Own(Assembly assembly) => Names(assembly).Where(n => n.StartsWith("Circle.", StringComparison.Ordinal)).Order();

    private static bool IsRuntime(string name) => name.StartsWith("System", StringComparison.Ordinal) || name is "netstandard" or "mscorlib" or "Microsoft.CSharp";

    [GeneratedRegex("Npgsql|Sqlite|SQLite|dbup|Dapper|EntityFramework|AdoNet")]
    private static partial Regex Database();

    [GeneratedRegex(@"^using Circle\.Grains|[^\w.]Circle\.Grains\.", RegexOptions.Multiline)]
    private static partial Regex InternalUse();
}

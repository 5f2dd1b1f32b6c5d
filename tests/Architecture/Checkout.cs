namespace Circle.Architecture.Tests;

/// <summary>The files of the project as they lie in the checkout, without what is built or fetched.</summary>
internal static class Checkout
{
    private static readonly HashSet<string> Made = ["bin", "obj", "node_modules", "wwwroot", ".git", ".vs", ".idea", "artifacts", ".cache", "TestResults", "data"];

    public static string Root { get; } = Find();

    /// <summary>Paths from the root, with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Under(Root).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Sources(string under) => Files.Where(f => f.StartsWith($"{under}/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>Names of the folders right under one.</summary>
    public static IEnumerable<string> Folders(string under)
        => Directory.GetDirectories(Path.Combine(Root, under)).Select(f => Path.GetFileName(f)!).Where(f => !Made.Contains(f) && Under(Path.Combine(Root, under, f)).Any());

    private static IEnumerable<string> Under(string folder)
        => Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).Where(d => !Made.Contains(Path.GetFileName(d))).SelectMany(Under));

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Monitor.sln"))) return at.FullName;
        }

        throw new InvalidOperationException("the tests have to run inside a checkout");
    }
}

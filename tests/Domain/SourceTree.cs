namespace Circle.Domain.Tests;

/// <summary>The checkout that the tests were built from: for files that are not code, such as a golden list.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find();

    public static string Of(params IEnumerable<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Monitor.sln"))) return at.FullName;
        }

        throw new InvalidOperationException("the tests have to run inside a checkout");
    }
}

namespace Circle.TestServers;

/// <summary>The working tree that the running test was built in.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Web => Path.Combine(Root, "web");

    public static string Silo => Path.Combine(Root, "silo");

    public static string Seeds => Path.Combine(Root, "seeds");

    private static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Monitor.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"{from} does not lie in the working tree: run the tests where they were built");
    }
}

namespace Circle.TestServers;

/// <summary>A folder of one test's own; gone when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("circle-");

    public string FullPath => _folder.FullName;

    /// <summary>A copy of the seed sets, for a test that edits them.</summary>
    public static TemporaryFolder OfSeeds()
    {
        var copy = new TemporaryFolder();
        foreach (var set in Directory.GetDirectories(Repository.Seeds, "jinshui*"))
        {
            foreach (var file in Directory.GetFiles(set, "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(copy.FullPath, Path.GetRelativePath(Repository.Seeds, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }

        return copy;
    }

    /// <summary>Replaces a text that has to be there, so that a seed file that changed does not make a test say nothing.</summary>
    public void Edit(string file, string old, string replacement)
    {
        var path = Path.Combine(FullPath, file);
        var text = File.ReadAllText(path);
        if (!text.Contains(old, StringComparison.Ordinal)) throw new InvalidOperationException($"{file} does not contain: {old}");
        File.WriteAllText(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

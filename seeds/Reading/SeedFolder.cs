using System.Collections.Immutable;
using Circle.Seeds.Rows;

namespace Circle.Seeds.Reading;

/// <summary>The files of one folder by what they hold. A file that nothing would read is an error: it may be a misspelt name.</summary>
internal sealed class SeedFolder
{
    private readonly ImmutableArray<(string Name, SeedText? Text)> files;

    private SeedFolder(string name, ImmutableArray<(string Name, SeedText? Text)> files) => (Name, this.files) = (name, files);

    public string Name { get; }

    /// <summary>Files of lines, those that could not be read too.</summary>
    public int LineCount => files.Count(f => IsLine(f.Name));

    public IEnumerable<SeedText> Lines => Texts(IsLine);

    public SeedText? One(string name) => files.FirstOrDefault(f => f.Name == name).Text;

    public bool Holds(string name) => files.Any(f => f.Name == name);

    public bool HoldsTable(string kind) => files.Any(f => IsTable(f.Name, kind));

    /// <summary>Whether a table of this kind is there and could not be read.</summary>
    public bool Lost(string kind) => files.Any(f => IsTable(f.Name, kind) && f.Text is null);

    /// <summary>places.csv, places-2.csv …; a kind may stand in a folder, search/synonyms.</summary>
    public IEnumerable<SeedText> Tables(string kind) => Texts(name => IsTable(name, kind));

    public static SeedFolder Read(string path, bool rehearsal, Problems problems)
    {
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (!Directory.Exists(path))
        {
            problems.Add(new(folder, 0), "找不到这个文件夹");
            return new(folder, []);
        }

        var found = ImmutableArray.CreateBuilder<(string, SeedText?)>();
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(path, file).Replace('\\', '/');
            if (IsProse(name))
                continue;
            if (!IsKnown(name, rehearsal))
                problems.Add(new($"{folder}/{name}", 0), "不认识这个文件名，程序不会读它；请改名或移走");
            else
                found.Add((name, SeedText.Read(file, $"{folder}/{name}", rehearsal, problems)));
        }

        return new(folder, found.ToImmutable());
    }

    private IEnumerable<SeedText> Texts(Func<string, bool> wanted) => files.Where(f => wanted(f.Name)).Select(f => f.Text).OfType<SeedText>();

    private static bool IsProse(string name)
        => name.EndsWith(".md", StringComparison.Ordinal) || name.EndsWith(".txt", StringComparison.Ordinal);

    private static bool IsKnown(string name, bool rehearsal)
        => IsTable(name, "places") || IsTable(name, "facilities") || IsTable(name, "baselines")
           || (rehearsal ? name == "rehearsal.json" || IsTable(name, "service-points") || IsTable(name, "living-circles") : name == "plan.json" || IsTable(name, "calendar") || IsLine(name) || SearchRows.Tables.Any(kind => IsTable(name, kind)));

    private static bool IsLine(string name)
        => name.StartsWith("lines/", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal);

    private static bool IsTable(string name, string kind)
        => name == $"{kind}.csv"
           || (name.StartsWith($"{kind}-", StringComparison.Ordinal) && name.EndsWith(".csv", StringComparison.Ordinal));
}

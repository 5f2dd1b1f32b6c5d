using Circle.Domain.Time;
using Circle.Seeds;
using Circle.Silo.Hosting;
using Circle.Silo.Storage;

namespace Circle.Silo.Seeds;

/// <summary>Finds and reads the seed set that a mode asks for.</summary>
internal static class SeedFiles
{
    /// <exception cref="StartupException">Names every fault of the files, one a line.</exception>
    public static SeedSet Read(CircleOptions options, OperatingMode mode)
    {
        var root = Path.GetFullPath(options.SeedsDirectory, AppContext.BaseDirectory);
        var folder = Path.Combine(root, options.District);
        if (!Directory.Exists(folder)) throw new StartupException($"找不到种子数据目录 {folder}。The seeds folder {folder} does not exist.");

        var rehearsal = mode == OperatingMode.Rehearsal ? Path.Combine(root, $"{options.District}-rehearsal") : null;
        var result = SeedLoader.Load(folder, rehearsal);
        return result.Set ?? throw new StartupException(string.Join(
            Environment.NewLine,
            result.Errors.Select(e => e.ToString()).Prepend($"种子数据有 {result.Errors.Length} 处错误，程序没有启动。The seeds have {result.Errors.Length} errors:")));
    }
}

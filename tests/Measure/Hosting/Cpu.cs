using System.Globalization;

namespace Circle.Measure.Hosting;

/// <summary>Processor time: of this process, and of the database server and all its sessions.</summary>
internal static class Cpu
{
    /// <summary>Of one clock tick in <c>/proc</c>.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public static TimeSpan OfThisProcess => Environment.CpuUsage.TotalTime;

    /// <param name="postmaster">Null: no database server of its own.</param>
    public static TimeSpan Now(int? postmaster) => OfThisProcess + (postmaster is { } id ? OfTree(id) : TimeSpan.Zero);

    /// <summary>A process, its children, and what children that have ended took.</summary>
    private static TimeSpan OfTree(int root)
    {
        if (!OperatingSystem.IsLinux()) return TimeSpan.Zero;
        var ticks = Directory.GetDirectories("/proc").Select(Stat).OfType<string[]>()
            .Where(s => s[0] == root.ToString(CultureInfo.InvariantCulture) || s[2] == root.ToString(CultureInfo.InvariantCulture))
            .Sum(s => Number(s[12]) + Number(s[13]) + (s[2] == root.ToString(CultureInfo.InvariantCulture) ? 0 : Number(s[14]) + Number(s[15])));
        return ticks * Tick;

        static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Id, state, parent and so on, the name left out; null for what is no process, or is none any more.</summary>
    private static string[]? Stat(string folder)
    {
        var id = Path.GetFileName(folder);
        if (!int.TryParse(id, out _)) return null;
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            return [id, .. text[(text.LastIndexOf(')') + 2)..].Split(' ')];
        }
        catch (IOException)
        {
            return null;
        }
    }
}

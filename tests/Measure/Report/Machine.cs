using System.Runtime.InteropServices;

namespace Circle.Measure.Report;

/// <summary>What the figures were measured on.</summary>
internal sealed record Machine(DateTime Began, int Cores, double MemoryGigabytes, string System, string Runtime, bool ServerCollector, string Build)
{
    /// <summary>Null until a part has needed the server.</summary>
    public string? PostgreSql { get; set; }

    public static Machine Here() => new(
        DateTime.UtcNow,
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        global::System.Runtime.GCSettings.IsServerGC,
        BuiltAs);

    public override string ToString()
        => $"{Began:yyyy-MM-dd HH:mm} UTC, {Cores} cores shared by server, load, screens and database, {MemoryGigabytes} GB, {System}, {Runtime} ({(ServerCollector ? "server" : "workstation")} GC, {Build}), PostgreSQL {PostgreSql ?? "not used"}";

#if DEBUG
    private const string BuiltAs = "Debug";
#else
    private const string BuiltAs = "Release";
#endif
}

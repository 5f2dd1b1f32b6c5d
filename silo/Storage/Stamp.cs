using Circle.Domain.Time;

namespace Circle.Silo.Storage;

/// <summary>What a database was created as. A rehearsal never opens as the real thing.</summary>
internal sealed record Stamp(Guid DatabaseId, OperatingMode Mode)
{
    /// <exception cref="StartupException">It was created for the other mode.</exception>
    public static Stamp Check(Guid databaseId, string mode, OperatingMode wanted)
        => mode == wanted.ToString()
            ? new Stamp(databaseId, wanted)
            : throw new StartupException(
                $"此数据库建立时标记为“{Name(mode)}”，不能以“{Name(wanted.ToString())}”方式打开。"
                + $"This database was created as {mode} and does not open as {wanted}.");

    private static string Name(string mode) => mode switch
    {
        nameof(OperatingMode.Rehearsal) => "演练",
        nameof(OperatingMode.Live) => "正式",
        _ => mode,
    };
}

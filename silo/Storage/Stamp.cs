using Circle.Domain.Time;

namespace Circle.Silo.Storage;

/// <summary>What a database was created as. A rehearsal never opens as the real thing, nor as another rehearsal.</summary>
internal sealed record Stamp(Guid DatabaseId, OperatingMode Mode)
{
    /// <param name="seed">Of the rehearsal that is in it; null: not known yet.</param>
    /// <exception cref="StartupException">It was created for the other mode, or begun with another seed.</exception>
    public static Stamp Check(Guid databaseId, string mode, long? seed, StorageOptions wanted)
    {
        if (mode != wanted.Mode.ToString())
        {
            throw new StartupException(
                $"此数据库建立时标记为“{Name(mode)}”，不能以“{Name(wanted.Mode.ToString())}”方式打开。"
                + $"This database was created as {mode} and does not open as {wanted.Mode}.");
        }

        if (seed is not null && wanted.RehearsalSeed is { } other && seed != other)
        {
            throw new StartupException(
                $"此数据库里的演练是用种子 {seed} 开始的，不能用种子 {other} 接着演练：请设 Circle:Rehearsal:Seed={seed}，或换一个数据库（Circle:DataDirectory）。"
                + $"The rehearsal in this database was begun with seed {seed} and does not go on with {other}: set Circle:Rehearsal:Seed={seed}, or use another database (Circle:DataDirectory).");
        }

        return new Stamp(databaseId, wanted.Mode);
    }

    private static string Name(string mode) => mode switch
    {
        nameof(OperatingMode.Rehearsal) => "演练",
        nameof(OperatingMode.Live) => "正式",
        _ => mode,
    };
}

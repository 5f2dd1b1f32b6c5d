using Circle.Domain.Time;
using Circle.Grains.Rehearsal;
using Circle.Silo.Storage;

namespace Circle.Silo.Hosting;

/// <summary>Section <c>Circle</c> of the configuration; in the environment e.g. <c>Circle__DataDirectory</c>.</summary>
public sealed class CircleOptions
{
    public const string Section = "Circle";

    /// <summary>Where SQLite's files lie; made when missing. Relative to the content root. Default <c>data</c>.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Default: Rehearsal in Development, else Live.</summary>
    public OperatingMode? Mode { get; set; }

    public StorageKind Storage { get; set; } = StorageKind.Sqlite;

    /// <summary>For PostgreSQL: an Npgsql connection string to an existing, empty or earlier database.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Folder of seed sets, relative to the program; default the one that was built with it.</summary>
    public string SeedsDirectory { get; set; } = "seeds";

    /// <summary>The district's set in <see cref="SeedsDirectory"/>; a rehearsal adds <c>{District}-rehearsal</c>.</summary>
    public string District { get; set; } = "jinshui";

    /// <summary>An event a second that measures how old the walls' pictures are.</summary>
    public bool Canary { get; set; } = true;

    public RehearsalOptions Rehearsal { get; set; } = new();
}

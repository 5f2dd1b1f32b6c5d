using Circle.Domain.Time;

namespace Circle.Silo.Storage;

public enum StorageKind
{
    /// <summary>One process, one folder, nothing to install.</summary>
    Sqlite,

    /// <summary>Several silos on one database.</summary>
    PostgreSql,
}

/// <summary>Where the journal lies.</summary>
public sealed class StorageOptions
{
    public StorageKind Kind { get; set; } = StorageKind.Sqlite;

    /// <summary>Stamped into a database when it is created; one never opens as the other.</summary>
    public OperatingMode Mode { get; set; } = OperatingMode.Rehearsal;

    /// <summary>
    /// Of the simulated field work: stamped into a rehearsal's database by the first start that names one, and the same from then on.
    /// Null: nothing is stamped or asked.
    /// </summary>
    public int? RehearsalSeed { get; set; }

    /// <summary>For SQLite: the folder of the database files, made when it does not exist.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>For PostgreSQL: an Npgsql connection string; the database has to exist.</summary>
    public string ConnectionString { get; set; } = "";
}

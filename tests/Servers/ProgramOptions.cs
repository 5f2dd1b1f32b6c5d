namespace Circle.TestServers;

public enum CircleProgram
{
    Web,
    Silo,
}

/// <summary>What a program is started with; the environment of the test itself is not passed on where it configures Circle.</summary>
public sealed record ProgramOptions
{
    public CircleProgram Program { get; init; } = CircleProgram.Web;

    /// <summary>Of the SQLite files. With <see cref="ConnectionString"/> it stays empty.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Null: SQLite.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>A web node that hosts none.</summary>
    public bool SiloElsewhere { get; init; }

    public string Mode { get; init; } = "Rehearsal";

    /// <summary>The demonstration account by which <see cref="RunningProgram.Http"/> is signed in once a rehearsal is ready; null: nobody.</summary>
    public string? SignedInAs { get; init; } = "host";

    /// <summary>Null: the seeds that were built with the program.</summary>
    public string? SeedsDirectory { get; init; }

    /// <summary>Of HTTP. 0: any free one.</summary>
    public int Port { get; init; }

    /// <summary>More settings, by their names with colons.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    /// <summary>As the program limits whoever asks; tests hurry as no person does.</summary>
    public bool IsLimited { get; init; }

    /// <summary>Business time up to which a rehearsal hurries; null: the program's own.</summary>
    public string? WatchedFrom { get; init; }

    /// <summary>Of a rehearsal's simulated field work; null: the program's own.</summary>
    public int? Seed { get; init; }

    /// <summary>A rehearsal that stands still once it has caught up.</summary>
    public bool Paused { get; init; }

    /// <summary>
    /// Nothing happens by itself: a rehearsal that stands still a second after it began, on 2013-09-26 at 07:30. Its simulated
    /// people have not come to work yet.
    /// </summary>
    public ProgramOptions Quiet() => this with { WatchedFrom = "2013-09-26T07:30:01+08:00", Paused = true };

    /// <summary>All that it says, by the names of settings with colons.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings()
    {
        yield return new("Circle:DataDirectory", DataDirectory);
        yield return new("Circle:Mode", Mode);
        if (ConnectionString is not null)
        {
            yield return new("Circle:Storage", "PostgreSql");
            if (!More.ContainsKey("Circle:Digests:Directory")) yield return new("Circle:Digests:Directory", Path.Combine(Path.GetTempPath(), "circle-digests"));
            if (!More.ContainsKey("Circle:Subjects:LedgerDirectory")) yield return new("Circle:Subjects:LedgerDirectory", Path.Combine(DataDirectory.Length > 0 ? DataDirectory : Path.GetTempPath(), "circle-erasures"));
            yield return new("Circle:ConnectionString", ConnectionString);
        }

        if (SiloElsewhere) yield return new("Circle:Silo", "Elsewhere");
        if (SeedsDirectory is not null) yield return new("Circle:SeedsDirectory", SeedsDirectory);
        if (WatchedFrom is not null) yield return new("Circle:Rehearsal:WatchedFrom", WatchedFrom);
        if (Seed is { } seed) yield return new("Circle:Rehearsal:Seed", seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (Paused) yield return new("Circle:Rehearsal:Paused", "true");
        if (!IsLimited && Program == CircleProgram.Web)
        {
            foreach (var limit in (string[])["PerAddress", "PerAccount", "Connections"]) yield return new($"Circle:Limits:{limit}", "0");
        }

        foreach (var setting in More) yield return setting;
    }
}

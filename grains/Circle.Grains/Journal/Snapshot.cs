using Circle.Domain.Journal;

namespace Circle.Grains.Journal;

/// <summary>A long stream's state at a version, kept apart from the journal. Losing it loses nothing.</summary>
/// <param name="Database">Of the journal it was made from; another database's snapshot is discarded.</param>
/// <param name="FoldVersion">Of the fold that made it; another one's is discarded.</param>
public sealed record Snapshot<TState>(Guid Database, int FoldVersion, long Version, TState? State, string LastHash, DateTimeOffset LastRecordedAt)
    where TState : class
{
    /// <summary>What grain storage makes when it has none.</summary>
    public Snapshot()
        : this(Guid.Empty, 0, 0, null, "", DateTimeOffset.MinValue)
    {
    }

    public Committed<TState>? Restore(Guid database, int foldVersion)
        => Database == database && FoldVersion == foldVersion && State is not null
            ? new Committed<TState>(State, Version, LastHash, LastRecordedAt)
            : null;

    public static Snapshot<TState> Of(Committed<TState> committed, Guid database, int foldVersion)
        => new(database, foldVersion, committed.Version, committed.State, committed.LastHash, committed.LastRecordedAt);
}

/// <summary>Which database this process works on.</summary>
public sealed record DatabaseIdentity(Guid Id);

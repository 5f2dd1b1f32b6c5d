using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Grains.Journal;

/// <summary>The journal in a database: SQLite or PostgreSQL. It does one attempt at a time; the writer decides what to try again.</summary>
public interface IJournalStore
{
    /// <summary>
    /// One transaction over all runs. Heads are compared and set first, sorted by stream; a run whose head has moved
    /// drops out whole. Then, for the runs that won: events (insert-or-ignore on stream and command id), place rows,
    /// agenda rows, list rows, in this table order with sorted keys.
    /// </summary>
    /// <exception cref="JournalException">Says whether it was rolled back for sure, and whether the data is to blame.</exception>
    Task<BatchOutcome> CommitAsync(ImmutableArray<Run> runs, CancellationToken cancel);

    /// <summary>Events after a version, in order, at most <paramref name="limit"/>.</summary>
    Task<ImmutableArray<Envelope>> ReadAsync(StreamId stream, long after, int limit, CancellationToken cancel);

    /// <summary>Which of these commands the stream has accepted before, and where it stands now.</summary>
    Task<FoundCommands> FindAsync(StreamId stream, ImmutableArray<CommandId> commands, CancellationToken cancel);

    /// <summary>Every stream's head after an id, in order: for verification and rebuilding.</summary>
    Task<ImmutableArray<StreamHead>> HeadsAsync(StreamId? after, int limit, CancellationToken cancel);

    /// <summary>The latest time in the journal, or null when it is empty: a restarted business clock never goes back behind it.</summary>
    Task<DateTimeOffset?> LastRecordedAsync(CancellationToken cancel);
}

public sealed record StreamHead(StreamId Stream, long Version);

/// <param name="Version">Version of the command's first event: the receipt that was given.</param>
public sealed record AcceptedCommand(CommandId Command, long Version, string PayloadHash, DateTimeOffset RecordedAt);

/// <param name="Head">The stream's version, 0 when there is none, at the same moment.</param>
/// <param name="Accepted">In the order of their versions.</param>
public sealed record FoundCommands(long Head, ImmutableArray<AcceptedCommand> Accepted);

/// <summary>What became of a batch.</summary>
public abstract record BatchOutcome
{
    /// <param name="Verdicts">One per run, in the order given.</param>
    /// <param name="Rows">Every place row that the batch changed, once.</param>
    public sealed record Committed(ImmutableArray<RunVerdict> Verdicts, ImmutableArray<MovedRow> Rows) : BatchOutcome;

    /// <summary>Rolled back, nothing happened: these runs (indexes) hold a command id that their stream already has.</summary>
    public sealed record Repeated(ImmutableArray<int> Runs) : BatchOutcome;
}

/// <param name="Row">As it stands after the commit.</param>
/// <param name="Former">The region that it has left by this commit, which has to hear of it too; null: none.</param>
/// <param name="IsTouched">Another stream than its owner's has changed it, of which its owner has to hear.</param>
public sealed record MovedRow(PlaceRow Row, PlaceId? Former, bool IsTouched = false);

/// <param name="Won">False: another writer moved the head; nothing of this run was written.</param>
/// <param name="Rows">The place rows that a winning run changed, as they stand after the commit.</param>
public sealed record RunVerdict(bool Won, ImmutableArray<PlaceRow> Rows)
{
    public static readonly RunVerdict Lost = new(false, []);
}

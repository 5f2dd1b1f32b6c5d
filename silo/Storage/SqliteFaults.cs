using Circle.Contracts.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Circle.Silo.Storage;

/// <summary>What an error means for the batch, when it came before COMMIT: rolled back for sure, only why differs.</summary>
internal static class SqliteFaults
{
    public static JournalException Classify(Exception error) => error switch
    {
        JournalException known => known,
        SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE }
            => new JournalException(JournalFault.Poison, error.Message, error),
        SqliteException => new JournalException(JournalFault.Transient, error.Message, error),
        _ when DataFaults.Is(error) => new JournalException(JournalFault.Poison, error.Message, error),
        _ => new JournalException(JournalFault.Transient, error.Message, error),
    };

    /// <summary>
    /// COMMIT itself: when the database was busy or the disk full nothing was committed; after an I/O error the frames may
    /// be whole in the log, and then a restart finds them.
    /// </summary>
    public static JournalException ClassifyCommit(Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_FULL or raw.SQLITE_CONSTRAINT } => Classify(error),
        _ => new JournalException(JournalFault.Unknown, $"the commit was not answered: {error.Message}", error),
    };
}

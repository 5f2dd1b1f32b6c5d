using System.Text;
using Circle.Contracts.Journal;
using Npgsql;

namespace Circle.Silo.Storage;

/// <summary>
/// What an error means. Before COMMIT was sent everything is rolled back for sure, even when the connection is gone: the
/// server never heard the word. From then on only a server's own error is certain.
/// </summary>
internal static class PostgreSqlFaults
{
    public static JournalException Classify(Exception error, bool commitSent = false) => error switch
    {
        JournalException known => known,
        PostgresException server => new JournalException(OfServer(server, commitSent), $"{server.SqlState}: {server.MessageText}", server),
        NpgsqlException { InnerException: EncoderFallbackException or OverflowException or InvalidCastException }
            => new JournalException(JournalFault.Poison, error.Message, error),
        _ when commitSent => new JournalException(JournalFault.Unknown, $"the commit was not answered: {error.Message}", error),
        OperationCanceledException
            => new JournalException(JournalFault.Transient, "busy: given up before the commit, nothing was written", error),
        _ when DataFaults.Is(error) => new JournalException(JournalFault.Poison, error.Message, error),
        _ => new JournalException(JournalFault.Transient, $"{error.Message} {error.InnerException?.Message}".TrimEnd(), error),
    };

    private static JournalFault OfServer(PostgresException error, bool commitSent)
    {
        // FATAL and PANIC end the session, whatever it was doing: only an ERROR answers the statement.
        if (commitSent && (error.InvariantSeverity is not "ERROR" || error.SqlState is PostgresErrorCodes.QueryCanceled))
            return JournalFault.Unknown;

        // Two first writers of one place row: the second finds it when it tries again.
        if (error is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "place_pkey" }) return JournalFault.Transient;
        return error.SqlState[..2] switch
        {
            // Data, constraint and program limit (an index row that is too long).
            "22" or "23" or "54" => JournalFault.Poison,
            _ => JournalFault.Transient,
        };
    }
}

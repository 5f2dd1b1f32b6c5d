using System.Data.Common;
using Circle.Silo.Storage;
using Microsoft.Data.Sqlite;

namespace Circle.Silo.Snapshots;

/// <summary>
/// What Orleans' grain storage gets instead of SQLite's driver. The provider insists on the driver's connection type and
/// calls it on Orleans' threads; so its connections never open, and each command runs on the snapshots' own thread.
/// </summary>
internal sealed class SnapshotDataSource(SqliteThreads threads, string connectionString) : DbDataSource
{
    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new Unopened(threads);

    protected override DbConnection OpenDbConnection() => CreateDbConnection();

    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken) => new(CreateDbConnection());

    private sealed class Unopened(SqliteThreads threads) : SqliteConnection
    {
        protected override DbCommand CreateDbCommand() => new SnapshotCommand(threads);
    }
}

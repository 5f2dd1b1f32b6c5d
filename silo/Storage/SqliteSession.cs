using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Circle.Silo.Storage;

/// <summary>A connection and its statements, all used by one thread alone.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly sqlite3 _database;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    public SqliteSession(string file, bool durable, bool readOnly)
    {
        Connection = new SqliteConnection(ConnectionString(file));
        try
        {
            Connection.Open();
            _database = Connection.Handle!;
            Execute("pragma busy_timeout = 5000");
            Execute("pragma journal_mode = wal");
            Execute(durable ? "pragma synchronous = full" : "pragma synchronous = normal");
            Execute("pragma wal_autocheckpoint = 20000");
            Execute("pragma cache_size = -64000");
            Execute("pragma temp_store = memory");
            if (readOnly) Execute("pragma query_only = on");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public SqliteConnection Connection { get; }

    public bool InTransaction => raw.sqlite3_get_autocommit(_database) == 0;

    /// <summary>Without the pool: a pooled connection would outlive the folder's lock.</summary>
    public static string ConnectionString(string file)
        => new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();

    public SqliteStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new SqliteStatement(_database, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    public void Execute(string sql) => Prepare(sql).Run();

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        Connection.Dispose();
    }
}

using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Circle.Silo.Storage;
using Microsoft.Data.Sqlite;

namespace Circle.Silo.Snapshots;

/// <summary>One statement, run whole on the snapshots' thread; the caller reads a copy of its rows.</summary>
internal sealed class SnapshotCommand(SqliteThreads threads) : DbCommand
{
    private readonly SqliteCommand _inner = new();

    [AllowNull]
    public override string CommandText
    {
        get => _inner.CommandText;
        set => _inner.CommandText = value;
    }

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; }

    protected override DbParameterCollection DbParameterCollection => _inner.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
        // The rows are read when the caller gets them: there is nothing left to cancel.
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery() => throw OnlyAsync();

    public override object ExecuteScalar() => throw OnlyAsync();

    protected override DbParameter CreateDbParameter() => _inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw OnlyAsync();

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
        => threads.RunAsync(Read, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    private DbDataReader Read(SqliteSession session)
    {
        _inner.Connection = session.Connection;
        try
        {
            using var reader = _inner.ExecuteReader();
            var table = new DataTable();
            for (var i = 0; i < reader.FieldCount; i++) table.Columns.Add(reader.GetName(i), typeof(object));
            var values = new object[reader.FieldCount];
            while (reader.Read())
            {
                reader.GetValues(values);
                table.Rows.Add(values);
            }

            return table.CreateDataReader();
        }
        finally
        {
            _inner.Connection = null;
        }
    }

    private static NotSupportedException OnlyAsync() => new("SQLite is called on its own thread alone");
}

using Circle.Domain.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Circle.Measure.Storage;

/// <summary>Shaped like the journal's <c>event</c>, with the journal's pragmas, filled by one prepared statement below ADO.NET.</summary>
internal sealed class SqliteRawTable : IRawTable
{
    private const string Create =
        """
        create table raw_event (
            stream text not null, version integer not null check (version > 0), type text not null, schema integer not null,
            data text not null, command_id blob, payload_hash text, actor text not null, recorded_at integer not null,
            effective_at integer not null, previous_hash text not null, primary key (stream, version)) strict;
        create unique index raw_event_command on raw_event (command_id, stream) where command_id is not null;
        """;

    private readonly SqliteConnection connection;
    private readonly sqlite3_stmt insert;

    private SqliteRawTable(SqliteConnection connection)
    {
        this.connection = connection;
        Check(raw.sqlite3_prepare_v2(connection.Handle, "insert into raw_event values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", out insert));
    }

    public static IRawTable Open(string folder)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, $"raw-{Guid.NewGuid():N}.db"), Pooling = false }.ToString());
        connection.Open();
        foreach (var sql in (ReadOnlySpan<string>)["pragma journal_mode = wal", "pragma synchronous = full", "pragma wal_autocheckpoint = 20000", "pragma cache_size = -64000", Create])
            Execute(connection, sql);
        return new SqliteRawTable(connection);
    }

    public Task InsertAsync(IReadOnlyList<Envelope> rows)
    {
        Execute(connection, "begin immediate");
        foreach (var row in rows) Insert(row);
        Execute(connection, "commit");
        return Task.CompletedTask;
    }

    public Task<long> CountAsync()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from raw_event";
        return Task.FromResult((long)command.ExecuteScalar()!);
    }

    public ValueTask DisposeAsync()
    {
        insert.Dispose();
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Insert(Envelope e)
    {
        Span<byte> id = stackalloc byte[16];
        e.Command!.Value.Value.TryWriteBytes(id, bigEndian: true, out _);
        Check(raw.sqlite3_bind_text(insert, 1, e.Stream.Value));
        Check(raw.sqlite3_bind_int64(insert, 2, e.Version));
        Check(raw.sqlite3_bind_text(insert, 3, e.Type));
        Check(raw.sqlite3_bind_int64(insert, 4, e.Schema));
        Check(raw.sqlite3_bind_text(insert, 5, e.Data));
        Check(raw.sqlite3_bind_blob(insert, 6, id));
        Check(raw.sqlite3_bind_text(insert, 7, e.PayloadHash!));
        Check(raw.sqlite3_bind_text(insert, 8, e.Actor.Value));
        Check(raw.sqlite3_bind_int64(insert, 9, Envelope.UnixMicroseconds(e.RecordedAt)));
        Check(raw.sqlite3_bind_int64(insert, 10, Envelope.UnixMicroseconds(e.EffectiveAt)));
        Check(raw.sqlite3_bind_text(insert, 11, e.PreviousHash));
        if (raw.sqlite3_step(insert) != raw.SQLITE_DONE) throw Fault();
        Check(raw.sqlite3_reset(insert));
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw Fault();
    }

    private SqliteException Fault() => new(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), raw.sqlite3_errcode(connection.Handle));
}

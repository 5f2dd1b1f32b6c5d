using Circle.Domain.Journal;
using Npgsql;
using NpgsqlTypes;

namespace Circle.Measure.Storage;

/// <summary>Shaped like the journal's <c>event</c>, filled by one <c>unnest</c> of arrays.</summary>
internal sealed class PostgreSqlRawTable : IRawTable
{
    private const string Create =
        """
        create table if not exists raw_event (
            stream text collate "C" not null, version bigint not null check (version > 0), type text not null, schema integer not null,
            data text not null, command_id uuid, payload_hash text, actor text not null, recorded_at timestamptz not null,
            effective_at timestamptz not null, previous_hash text not null, primary key (stream, version));
        create unique index if not exists raw_event_command on raw_event (command_id, stream) where command_id is not null;
        truncate raw_event
        """;

    private const string Insert =
        """
        insert into raw_event (stream, version, type, schema, data, command_id, payload_hash, actor, recorded_at, effective_at, previous_hash)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlConnection connection;

    private PostgreSqlRawTable(NpgsqlDataSource source, NpgsqlConnection connection) => (this.source, this.connection) = (source, connection);

    public static async Task<IRawTable> OpenAsync(string connectionString)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 2 });
        var connection = await source.OpenConnectionAsync();
        await using var create = new NpgsqlCommand(Create, connection);
        await create.ExecuteNonQueryAsync();
        return new PostgreSqlRawTable(source, connection);
    }

    public async Task InsertAsync(IReadOnlyList<Envelope> rows)
    {
        // One statement is one transaction.
        await using var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.Add(Column<string>(NpgsqlDbType.Text, rows, e => e.Stream.Value));
        command.Parameters.Add(Column<long>(NpgsqlDbType.Bigint, rows, e => e.Version));
        command.Parameters.Add(Column<string>(NpgsqlDbType.Text, rows, e => e.Type));
        command.Parameters.Add(Column<int>(NpgsqlDbType.Integer, rows, e => e.Schema));
        command.Parameters.Add(Column<string>(NpgsqlDbType.Text, rows, e => e.Data));
        command.Parameters.Add(Column<Guid>(NpgsqlDbType.Uuid, rows, e => e.Command!.Value.Value));
        command.Parameters.Add(Column<string>(NpgsqlDbType.Text, rows, e => e.PayloadHash!));
        command.Parameters.Add(Column<string>(NpgsqlDbType.Text, rows, e => e.Actor.Value));
        command.Parameters.Add(Column<DateTime>(NpgsqlDbType.TimestampTz, rows, e => e.RecordedAt.UtcDateTime));
        command.Parameters.Add(Column<DateTime>(NpgsqlDbType.TimestampTz, rows, e => e.EffectiveAt.UtcDateTime));
        command.Parameters.Add(Column<string>(NpgsqlDbType.Text, rows, e => e.PreviousHash));
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync()
    {
        await using var command = new NpgsqlCommand("select count(*) from raw_event", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await source.DisposeAsync();
    }

    private static NpgsqlParameter<T[]> Column<T>(NpgsqlDbType type, IReadOnlyList<Envelope> rows, Func<Envelope, T> of)
        => new() { TypedValue = [.. rows.Select(of)], NpgsqlDbType = NpgsqlDbType.Array | type };
}

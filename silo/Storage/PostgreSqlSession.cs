using Circle.Contracts.Journal;
using Npgsql;
using NpgsqlTypes;

namespace Circle.Silo.Storage;

/// <summary>Short forms for the calls below; statements are prepared by themselves, once per connection.</summary>
internal static class PostgreSqlSession
{
    public static NpgsqlParameter Texts(string?[] values)
        => new NpgsqlParameter<string?[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    /// <summary>Null where a filter is left out.</summary>
    public static NpgsqlParameter TextsOrNull(IEnumerable<string>? values)
        => new() { Value = values is null ? DBNull.Value : values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    public static NpgsqlParameter Numbers(long[] values)
        => new NpgsqlParameter<long[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    public static NpgsqlParameter Numbers(int[] values)
        => new NpgsqlParameter<int[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer };

    public static NpgsqlParameter Flags(bool[] values)
        => new NpgsqlParameter<bool[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Boolean };

    public static NpgsqlParameter Ids(Guid?[] values)
        => new NpgsqlParameter<Guid?[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    public static NpgsqlParameter Moments(DateTime[] values)
        => new NpgsqlParameter<DateTime[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };

    public static NpgsqlParameter Text(string? value)
        => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Number(long value) => new NpgsqlParameter<long> { TypedValue = value };

    public static NpgsqlParameter Moment(DateTimeOffset value) => new NpgsqlParameter<DateTime> { TypedValue = Micros(value) };

    /// <summary>Cut to what the database keeps; it would round.</summary>
    public static DateTime Micros(DateTimeOffset time) => Circle.Domain.Journal.Envelope.ToMicroseconds(time).UtcDateTime;

    public static DateTimeOffset MomentAt(this NpgsqlDataReader reader, int column) => new(reader.GetDateTime(column), TimeSpan.Zero);

    public static string? TextOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
        return command;
    }

    /// <summary>One query outside any transaction.</summary>
    /// <exception cref="JournalException">Nothing was read, classified.</exception>
    public static async Task<List<T>> QueryAsync<T>(
        this NpgsqlDataSource source, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        try
        {
            await using var command = source.CreateCommand(sql);
            command.Parameters.AddRange(parameters);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancel)) rows.Add(read(reader));
            return rows;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw PostgreSqlFaults.Classify(e);
        }
    }
}

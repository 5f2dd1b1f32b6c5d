using System.Data.Common;
using Circle.Silo.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Circle.Storage.Tests.Audit;

/// <summary>What somebody who owns the database can do to it behind the program's back.</summary>
internal static class Tampering
{
    /// <param name="file">Of SQLite.</param>
    public static async Task<int> RunAsync(StorageOptions options, string file, string sql)
    {
        await using var connection = Connection(options, file);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public static DbConnection Connection(StorageOptions options, string file) => options.Kind == StorageKind.Sqlite
        ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(options.DataDirectory, file), Pooling = false }.ToString())
        : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false }.ToString());
}

using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Circle.Measure.Storage;

/// <summary>Counts the load's events in the database itself, past the program that is measured.</summary>
internal static class JournalCount
{
    private const string Sql = $"select count(*) from event where stream >= 'facility:{Field.Prefix}' and stream < 'facility:{Field.Prefix}~'";

    public static async Task<long> AsyncOf(Store store)
    {
        if (store.ConnectionString is { } connectionString)
        {
            await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 300 }.ToString());
            await server.OpenAsync();
            await using var count = new NpgsqlCommand(Sql, server);
            return (long)(await count.ExecuteScalarAsync())!;
        }

        await using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(store.Folder, "journal.db"), Pooling = false }.ToString());
        await file.OpenAsync();
        await using var command = file.CreateCommand();
        command.CommandText = Sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

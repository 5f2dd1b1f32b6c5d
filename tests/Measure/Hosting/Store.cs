using Circle.TestServers;
using Npgsql;

namespace Circle.Measure.Hosting;

/// <summary>Where a measurement stores; gone when disposed.</summary>
internal sealed record Store(string Name, string Folder, string? ConnectionString) : IDisposable
{
    public static Store Sqlite() => new("SQLite", Directory.CreateTempSubdirectory("circle-measure-").FullName, null);

    public static async Task<Store> PostgreSqlAsync(PostgreSqlServer server)
        => new("PostgreSQL", Directory.CreateTempSubdirectory("circle-measure-").FullName, await server.CreateDatabaseAsync());

    /// <summary>What a server's autovacuum has long done where so many have come by and by; SQLite has none.</summary>
    public async Task TidyAsync()
    {
        if (ConnectionString is null) return;
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, CommandTimeout = 600 }.ToString());
        await connection.OpenAsync();
        foreach (var sql in (string[])["vacuum analyze", "checkpoint"])
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

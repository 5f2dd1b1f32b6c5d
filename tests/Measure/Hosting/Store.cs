using Circle.TestServers;

namespace Circle.Measure.Hosting;

/// <summary>Where a measurement stores; gone when disposed.</summary>
internal sealed record Store(string Name, string Folder, string? ConnectionString) : IDisposable
{
    public static Store Sqlite() => new("SQLite", Directory.CreateTempSubdirectory("circle-measure-").FullName, null);

    public static async Task<Store> PostgreSqlAsync(PostgreSqlServer server)
        => new("PostgreSQL", Directory.CreateTempSubdirectory("circle-measure-").FullName, await server.CreateDatabaseAsync());

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

using Circle.Domain.Time;
using Circle.Silo.Storage;
using Circle.TestServers;

[assembly: AssemblyFixture(typeof(Circle.Cluster.Tests.Hosting.SharedServer))]

namespace Circle.Cluster.Tests.Hosting;

/// <summary>One PostgreSQL server for the whole run, started when the first test asks for it.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private readonly Lazy<Task<PostgreSqlServer>> _server = new(() => PostgreSqlServer.StartAsync());

    public async Task<StorageOptions> DatabaseAsync() => new()
    {
        Kind = StorageKind.PostgreSql,
        ConnectionString = await (await _server.Value).CreateDatabaseAsync(),
    };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }
}

/// <summary>A folder of SQLite files that outlives a cluster and goes with the test.</summary>
public sealed class SqliteFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("circle-cluster-");

    public StorageOptions Options(OperatingMode mode = OperatingMode.Rehearsal)
        => new() { Kind = StorageKind.Sqlite, DataDirectory = _folder.FullName, Mode = mode };

    public void Dispose() => _folder.Delete(recursive: true);
}

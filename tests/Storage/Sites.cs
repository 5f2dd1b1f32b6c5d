using Circle.Domain.Time;
using Circle.Silo.Storage;
using Circle.TestServers;

[assembly: AssemblyFixture(typeof(Circle.Storage.Tests.SharedServer))]

namespace Circle.Storage.Tests;

/// <summary>One PostgreSQL server for the whole run, started when the first test asks for it.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private readonly Lazy<Task<PostgreSqlServer>> _server = new(() => PostgreSqlServer.StartAsync());

    public Task<PostgreSqlServer> GetAsync() => _server.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }
}

/// <summary>Where one test's database lies: a folder or a database that no other test uses.</summary>
public abstract class Site : IAsyncDisposable
{
    public abstract StorageOptions Options(OperatingMode mode = OperatingMode.Rehearsal);

    public abstract ValueTask DisposeAsync();
}

public sealed class SqliteSite : Site
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("circle-sqlite-");

    public override StorageOptions Options(OperatingMode mode = OperatingMode.Rehearsal)
        => new() { Kind = StorageKind.Sqlite, DataDirectory = _folder.FullName, Mode = mode };

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

public sealed class PostgreSqlSite(string connectionString) : Site
{
    public override StorageOptions Options(OperatingMode mode = OperatingMode.Rehearsal)
        => new() { Kind = StorageKind.PostgreSql, ConnectionString = connectionString, Mode = mode };

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

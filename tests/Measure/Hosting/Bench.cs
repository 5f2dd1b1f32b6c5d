using Circle.Measure.Report;
using Circle.TestServers;
using Npgsql;

namespace Circle.Measure.Hosting;

/// <summary>What every part works with: the options, the sheet for its figures, and stores to measure on.</summary>
internal sealed class Bench(Options options, Machine machine, Sheet sheet, CancellationToken cancel) : IAsyncDisposable
{
    private PostgreSqlServer? server;

    public Options Options => options;

    public Sheet Sheet => sheet;

    public CancellationToken Cancel => cancel;

    /// <summary>A fresh one of each kind that was asked for.</summary>
    public async IAsyncEnumerable<Store> StoresAsync()
    {
        foreach (var kind in options.Stores)
        {
            using var store = await StoreAsync(kind);
            yield return store;
        }
    }

    /// <param name="kind">sqlite or postgresql; the latter with fsync on, as a server is run.</param>
    public async Task<Store> StoreAsync(string kind)
    {
        if (kind == "sqlite") return Store.Sqlite();
        if (kind != "postgresql") throw new ArgumentException($"no such store: {kind}");
        server ??= await PostgreSqlServer.StartAsync(durable: true);
        var store = await Store.PostgreSqlAsync(server);
        machine.PostgreSql ??= await VersionAsync(store.ConnectionString!);
        return store;
    }

    /// <summary>Id of the postmaster that was started here; null while there is none.</summary>
    public int? Postmaster => server?.ProcessId;

    public static void Say(string what) => Console.WriteLine($"   {DateTime.Now:HH:mm:ss} {what}");

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }

    private static async Task<string> VersionAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select current_setting('server_version') || ', fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit')", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}

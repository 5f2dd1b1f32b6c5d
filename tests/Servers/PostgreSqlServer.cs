using System.Globalization;
using Npgsql;

namespace Circle.TestServers;

/// <summary>
/// A PostgreSQL server for tests: its own data in a temporary folder, on a free loopback port, gone when disposed. With
/// <see cref="Variable"/> set, the server that it names is used instead and left running.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    /// <summary>A connection string whose user may create databases.</summary>
    public const string Variable = "CIRCLE_TEST_POSTGRES";

    private readonly string _connectionString;
    private readonly string? _folder;
    private readonly PostgreSqlPrograms? _programs;
    private readonly Lock _dropping = new();
    private readonly List<string> _databases = [];
    private int _count;

    private PostgreSqlServer(string connectionString, string? folder, PostgreSqlPrograms? programs)
    {
        _connectionString = connectionString;
        _folder = folder;
        _programs = programs;
    }

    /// <summary>Process id of the postmaster that was started here; null for a server that was there before.</summary>
    public int? ProcessId { get; private set; }

    /// <param name="durable">False leaves out fsync: enough where no power is cut.</param>
    public static async Task<PostgreSqlServer> StartAsync(bool durable = false)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } existing) return new PostgreSqlServer(existing, null, null);

        var programs = PostgreSqlPrograms.Find();
        var folder = Path.Combine(Path.GetTempPath(), "circle-pg-" + Guid.NewGuid().ToString("N")[..12]);
        var data = Path.Combine(folder, "data");
        await programs.RunAsync("mkdir", "-m", "700", folder);
        await programs.RunAsync("initdb", "-D", data, "-U", "circle", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        var port = LoopbackPort.Free();
        var server = new PostgreSqlServer(
            new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "circle", Database = "postgres" }.ToString(),
            folder,
            programs);
        await server.StartPostmasterAsync(durable, port);
        return server;
    }

    /// <summary>An empty database of its own; dropped with the server, or when the server stays, on disposal.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"circle_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}");
        await ExecuteAsync($"create database {name}");
        lock (_dropping) _databases.Add(name);
        return new NpgsqlConnectionStringBuilder(_connectionString) { Database = name }.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_programs is null)
        {
            foreach (var name in _databases) await ExecuteAsync($"drop database if exists {name} with (force)");
            return;
        }

        await _programs.RunAsync("pg_ctl", "stop", "-D", Path.Combine(_folder!, "data"), "-m", "immediate", "-s");
        await _programs.RunAsync("rm", "-rf", _folder!);
    }

    private async Task StartPostmasterAsync(bool durable, int port)
    {
        var data = Path.Combine(_folder!, "data");
        var settings = string.Join(
            ' ',
            $"-p {port}",
            "-c listen_addresses=127.0.0.1",
            $"-c unix_socket_directories={_folder}",
            "-c max_connections=300",
            "-c shared_buffers=256MB",
            durable ? "-c fsync=on" : "-c fsync=off");
        await _programs!.RunAsync("pg_ctl", "start", "-D", data, "-w", "-s", "-l", Path.Combine(_folder!, "log"), "-o", settings);
        var id = await _programs.RunAsync("head", "-n", "1", Path.Combine(data, "postmaster.pid"));
        ProcessId = int.Parse(id, CultureInfo.InvariantCulture);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

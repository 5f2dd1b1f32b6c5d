using System.Net;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

[assembly: AssemblyFixture(typeof(Circle.Processes.Tests.QuietWeb))]
[assembly: AssemblyFixture(typeof(Circle.Processes.Tests.SharedPostgreSql))]

// One more than the cores there are to run on: some stories wait, for a code to be over, for a minute to end.
[assembly: Xunit.v3.Parallelization(MaxThreads = 3)]

namespace Circle.Processes.Tests;

/// <summary>One web process in which nothing happens by itself, started when the first test asks for it.</summary>
public sealed class QuietWeb : IAsyncLifetime
{
    public const string ConfirmedLine = "pharmacy";

    private readonly TemporaryFolder _data = new();
    private readonly Lazy<Task<RunningProgram>> _web;

    public QuietWeb() => _web = new(StartAsync);

    public string DataDirectory => _data.FullPath;

    public Task<RunningProgram> GetAsync() => _web.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_web.IsValueCreated && _web.Value.IsCompletedSuccessfully) await (await _web.Value).DisposeAsync();
        _data.Dispose();
    }

    /// <summary>One line's baseline is confirmed, so that what tests report of it is in the totals.</summary>
    private async Task<RunningProgram> StartAsync()
    {
        var web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = DataDirectory }.Quiet(), CancellationToken.None);
        await Api.Of(web).StandStillAsync();
        var reply = await Api.Of(web).CommandAsync($"/api/v1/lines/{ConfirmedLine}/baseline", new { asOf = "2013-09-25", source = "摸底" });
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return web;
    }
}

/// <summary>One PostgreSQL server for the whole run, started when the first test asks for it.</summary>
public sealed class SharedPostgreSql : IAsyncLifetime
{
    private readonly Lazy<Task<PostgreSqlServer>> _server = new(() => PostgreSqlServer.StartAsync());

    public async Task<string> CreateDatabaseAsync() => await (await _server.Value).CreateDatabaseAsync();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully) await (await _server.Value).DisposeAsync();
    }
}

using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

[assembly: AssemblyFixture(typeof(Circle.Processes.Tests.Screens.LiveOffice))]

namespace Circle.Processes.Tests.Screens;

/// <summary>One live system with its office signed in, started when the first test asks for it: in a rehearsal this machine is let in anyway.</summary>
public sealed class LiveOffice : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();
    private readonly Lazy<Task<RunningProgram>> _web;

    public LiveOffice() => _web = new(async () =>
    {
        var web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = _data.FullPath, Mode = "Live" }, CancellationToken.None);
        await web.OpenFirstAdministratorAsync(CancellationToken.None);
        return web;
    });

    public Task<RunningProgram> GetAsync() => _web.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_web.IsValueCreated && _web.Value.IsCompletedSuccessfully) await (await _web.Value).DisposeAsync();
        _data.Dispose();
    }
}

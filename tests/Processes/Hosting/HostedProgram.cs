using Circle.TestServers;
using Circle.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Circle.Processes.Tests.Hosting;

/// <summary>
/// The web program of the same parts, on a port and data of its own, in the test's process: for a test that neither kills it nor
/// asks what becomes of its process. Most of what a process of its own does in its first minute is to compile itself; here that is
/// done once.
/// </summary>
internal sealed class HostedProgram : RunningProgram
{
    private readonly ProgramConsole _console = new();
    private readonly Task<int> _running;
    private IHostApplicationLifetime? _lifetime;

    static HostedProgram()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsOurs)) Environment.SetEnvironmentVariable(name, null);
    }

    private HostedProgram(ProgramOptions options)
        : base(options)
    {
        // It is nobody's part: neither the test's context nor another program's goes with it.
        using (ExecutionContext.SuppressFlow()) _running = Task.Run(() => RunAsync(options));
    }

    public override string Output => _console.Output;

    public override string Errors => _console.Errors;

    protected override int? Ended => _running.IsCompleted ? _running.GetAwaiter().GetResult() : null;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended before, or did not become ready.</exception>
    public static Task<HostedProgram> StartAsync(ProgramOptions options, CancellationToken cancel) => StartedAsync(Launch(options), cancel);

    /// <summary>Starts it and waits for nothing.</summary>
    public static HostedProgram Launch(ProgramOptions options) => new(options);

    public override Task<int> StopAsync(CancellationToken cancel)
    {
        _lifetime?.StopApplication();
        return _running.WaitAsync(Patience, cancel);
    }

    protected override Task EndAsync() => StopAsync(CancellationToken.None);

    private Task<int> RunAsync(ProgramOptions options)
    {
        _console.Take();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = ["--urls", Address.ToString()],
            ApplicationName = "Circle.Web",
            ContentRootPath = Repository.Web,
            EnvironmentName = Environments.Production,
        });
        builder.Configuration.AddInMemoryCollection(options.Settings().Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Services.AddSingleton<IHostLifetime, UntilItIsStopped>();
        return Silo.Hosting.CircleProgram.RunAsync(builder, CircleApplication.AddCircleAsync, app =>
        {
            _lifetime = app.Lifetime;
            return CircleApplication.ReadyAsync(app);
        });
    }

    /// <summary>A signal to the process is the test runner's.</summary>
    private sealed class UntilItIsStopped : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Circle.TestServers;

namespace Circle.Measure.Hosting;

/// <summary>The web program as it is started by an operator: its own process, on SQLite.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
#if DEBUG
    private const string Build = "Debug";
#else
    private const string Build = "Release";
#endif

    private readonly Process process;
    private readonly StringBuilder output = new();

    private ServerProcess(Process process, Uri address) => (this.process, Address, Started) = (process, address, Stopwatch.GetTimestamp());

    public Uri Address { get; }

    /// <summary>Monotonic ticks.</summary>
    public long Started { get; }

    public static ServerProcess Start(Store store)
    {
        var program = Path.Combine(Repository.Web, "bin", Build, "net10.0", "Circle.Web.dll");
        if (!File.Exists(program)) throw new InvalidOperationException($"{program} is missing");
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", address.ToString()]) { WorkingDirectory = Repository.Web, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Site.Settings(store)) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var server = new ServerProcess(Process.Start(start)!, address);
        server.process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        server.process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += server.End;
        return server;
    }

    /// <summary>Monotonic ticks at which it answered for the first time.</summary>
    public async Task<long> ListeningAsync(CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = Address };
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"the server ended: {output}");
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/live", UriKind.Relative), cancel);
                return Stopwatch.GetTimestamp();
            }
            catch (HttpRequestException)
            {
                await Task.Delay(10, cancel);
            }
        }
    }

    /// <summary>As if the power went.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>As an operator stops it.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= End;
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (output) output.AppendLine(line);
    }

    private void End(object? sender, EventArgs e) => process.Kill();
}

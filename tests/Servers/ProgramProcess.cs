using System.Diagnostics;
using System.Net;
using System.Text;

namespace Circle.TestServers;

/// <summary>
/// A real program as its own process, as it is installed: no development environment. It is ended when disposed, whatever
/// became of the test.
/// </summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private bool _isDisposed;

    private ProgramProcess(ProgramOptions options)
    {
        Port = options.Port == 0 ? LoopbackPort.Free() : options.Port;
        Address = new Uri($"http://127.0.0.1:{Port}");
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };

        var project = options.Program == CircleProgram.Web ? Repository.Web : Repository.Silo;
        var program = Path.Combine(project, "bin", "Debug", "net10.0", $"Circle.{options.Program}.dll");
        if (!File.Exists(program)) throw new InvalidOperationException($"{program} is missing: build {options.Program} first");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", Address.ToString()])
        {
            WorkingDirectory = project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in options.Environment()) start.Environment[name] = value;

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += End;
    }

    public int Port { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>Bytes of memory that the process holds now.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended before, or did not become ready.</exception>
    public static async Task<ProgramProcess> StartAsync(ProgramOptions options, CancellationToken cancel)
    {
        var program = Launch(options);
        try
        {
            await program.ReadyAsync(cancel);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public static ProgramProcess Launch(ProgramOptions options) => new(options);

    public async Task ReadyAsync(CancellationToken cancel)
    {
        try
        {
            await Eventually.IsTrueAsync("ready", () => AnswersAsync("/health/ready", cancel), Patience, cancel);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"not ready after {Patience}: {Tail()}");
        }
    }

    /// <summary>False while nobody answers, or with anything but 200.</summary>
    /// <exception cref="InvalidOperationException">The process has ended.</exception>
    public async Task<bool> AnswersAsync(string path, CancellationToken cancel)
    {
        if (_process.HasExited) throw new InvalidOperationException($"ended with {_process.ExitCode}: {Tail()}");
        try
        {
            using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative), cancel);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>SIGKILL: as if the power went.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an operator stops it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(CancellationToken cancel)
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(cancel);
        return await ExitAsync(cancel);
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>The exit code; all output has arrived then.</returns>
    public async Task<int> ExitAsync(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new InvalidOperationException($"still running after {Patience}: {Tail()}");
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        AppDomain.CurrentDomain.ProcessExit -= End;
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        Http.Dispose();
    }

    private static bool IsOurs(string name)
        => name.StartsWith("Circle__", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
           || name is "DOTNET_ENVIRONMENT" or "URLS";

    private static void Keep(StringBuilder lines, string? line)
    {
        if (line is null) return;
        lock (lines) lines.AppendLine(line);
    }

    private static string Read(StringBuilder lines)
    {
        lock (lines) return lines.ToString();
    }

    private string Tail()
    {
        var output = Output;
        return $"{Errors}\n{output[Math.Max(0, output.Length - 4_000)..]}";
    }

    private void End(object? sender, EventArgs e) => _process.Kill();
}

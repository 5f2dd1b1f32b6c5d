using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Circle.TestServers;

/// <summary>
/// A real program as its own process, as it is installed: no development environment. It is ended when disposed, whatever
/// became of the test.
/// </summary>
public sealed class ProgramProcess : RunningProgram
{
    /// <summary>A seventh of a start's work, which for a program that lives for seconds is most of its work; nothing else changes by them.</summary>
    private static readonly KeyValuePair<string, string>[] Hurry = [new("DOTNET_EnableWriteXorExecute", "0"), new("DOTNET_TieredPGO", "0")];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private bool _isDisposed;

    private ProgramProcess(ProgramOptions options)
        : base(options)
    {
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
        foreach (var (name, value) in Hurry.Concat(options.Settings())) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += End;
    }

    /// <summary>Bytes of memory that the process holds now.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public override string Output => Read(_output);

    public override string Errors => Read(_errors);

    protected override int? Ended => _process.HasExited ? _process.ExitCode : null;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended before, or did not become ready.</exception>
    public static Task<ProgramProcess> StartAsync(ProgramOptions options, CancellationToken cancel) => StartedAsync(Launch(options), cancel);

    /// <summary>Starts it and waits for nothing.</summary>
    public static ProgramProcess Launch(ProgramOptions options) => new(options);

    /// <summary>SIGKILL: as if the power went.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>By SIGTERM.</summary>
    /// <returns>The exit code.</returns>
    public override async Task<int> StopAsync(CancellationToken cancel)
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
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

    protected override async Task EndAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        AppDomain.CurrentDomain.ProcessExit -= End;
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private static void Keep(StringBuilder lines, string? line)
    {
        if (line is null) return;
        lock (lines) lines.AppendLine(line);
    }

    private static string Read(StringBuilder lines)
    {
        lock (lines) return lines.ToString();
    }

    private void End(object? sender, EventArgs e) => _process.Kill();
}

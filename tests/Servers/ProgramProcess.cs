using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;

namespace Circle.TestServers;

/// <summary>
/// A real program as its own process, as it is installed: no development environment. It is ended when disposed, whatever
/// became of the test.
/// </summary>
public sealed partial class ProgramProcess : IAsyncDisposable
{
    public const string DemonstrationPassword = "yanlian-2013";
    public const string FirstName = "first";
    public const string FirstPassword = "evening over the yellow river";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>A seventh of a start's work, which for a program that lives for seconds is most of its work; nothing else changes by them.</summary>
    private static readonly KeyValuePair<string, string>[] Hurry = [new("DOTNET_EnableWriteXorExecute", "0"), new("DOTNET_TieredPGO", "0")];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly ProgramOptions _options;
    private bool _isDisposed;

    private ProgramProcess(ProgramOptions options)
    {
        _options = options;
        Port = options.Port == 0 ? LoopbackPort.Free() : options.Port;
        Address = new Uri($"http://127.0.0.1:{Port}");
        Http = new HttpClient(new HttpClientHandler { CookieContainer = Cookies }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };

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
        foreach (var (name, value) in Hurry.Concat(options.Environment())) start.Environment[name] = value;

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

    /// <summary>Of <see cref="Http"/>: who is signed in.</summary>
    public CookieContainer Cookies { get; } = new();

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

        if (_options is not { Program: CircleProgram.Web, Mode: "Rehearsal", SignedInAs: { } name }) return;
        await Eventually.IsTrueAsync(
            "demonstration accounts",
            async () => await AnswersAsync("/health/live", cancel)
                        && (await Http.GetStringAsync(new Uri("/api/v1/session/demonstration", UriKind.Relative), cancel)).Contains($"\"{name}\"", StringComparison.Ordinal),
            Patience,
            cancel);
        await SignInAsync(name, DemonstrationPassword, cancel);
    }

    /// <summary>From here on <see cref="Http"/> is this account's.</summary>
    public async Task SignInAsync(string name, string password, CancellationToken cancel)
    {
        using var answer = await Http.PostAsJsonAsync(new Uri("/api/v1/session", UriKind.Relative), new { name, password }, cancel);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{name} is not signed in: {await answer.Content.ReadAsStringAsync(cancel)}");
    }

    /// <summary>Opens a live system's first account, signs in by it and sets up the second factor that it needs.</summary>
    public async Task OpenFirstAdministratorAsync(CancellationToken cancel)
    {
        await OpenFirstAccountAsync(cancel);
        await SignInAsync(FirstName, FirstPassword, cancel);
        await Authenticator.SetUpAsync(Http, cancel);
    }

    /// <summary>Opens it by the link that the program has printed, and no more.</summary>
    public async Task OpenFirstAccountAsync(CancellationToken cancel)
    {
        var token = await Eventually.GetAsync("a link for the first administrator", () => Task.FromResult(FirstLink().Match(Output) is { Success: true } match ? match.Groups[1].Value : null), Patience, cancel);
        using var opened = await Http.PostAsJsonAsync(
            new Uri("/api/v1/first-administrator", UriKind.Relative), new { token, name = FirstName, displayName = "首位管理员", password = FirstPassword }, cancel);
        if (!opened.IsSuccessStatusCode) throw new InvalidOperationException(await opened.Content.ReadAsStringAsync(cancel));
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

    [GeneratedRegex("/first-administrator#([A-Za-z0-9_-]+)")]
    private static partial Regex FirstLink();

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

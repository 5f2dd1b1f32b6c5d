using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Circle.TestServers;

/// <summary>A program that runs, wherever it does: as a process of its own or hosted in the test's.</summary>
public abstract partial class RunningProgram : IAsyncDisposable
{
    public const string DemonstrationPassword = "yanlian-2013";
    public const string FirstName = "first";
    public const string FirstPassword = "evening over the yellow river";

    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ProgramOptions _options;

    protected RunningProgram(ProgramOptions options)
    {
        _options = options;
        Port = options.Port == 0 ? LoopbackPort.Free() : options.Port;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}"));
        Http = new HttpClient(new HttpClientHandler { CookieContainer = Cookies }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public int Port { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>Of <see cref="Http"/>: who is signed in.</summary>
    public CookieContainer Cookies { get; } = new();

    /// <summary>What it wrote to its console so far, every line of its log too.</summary>
    public abstract string Output { get; }

    public abstract string Errors { get; }

    /// <summary>Null while it runs.</summary>
    protected abstract int? Ended { get; }

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
    /// <exception cref="InvalidOperationException">The program has ended.</exception>
    public async Task<bool> AnswersAsync(string path, CancellationToken cancel)
    {
        if (Ended is { } code) throw new InvalidOperationException($"ended with {code}: {Tail()}");
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

    /// <summary>As an operator stops it.</summary>
    /// <returns>The exit code.</returns>
    public abstract Task<int> StopAsync(CancellationToken cancel);

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Http.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Whatever became of it; may be called again.</summary>
    protected abstract Task EndAsync();

    protected static async Task<T> StartedAsync<T>(T program, CancellationToken cancel) where T : RunningProgram
    {
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

    /// <summary>Settings of the test's own environment are not the program's.</summary>
    protected static bool IsOurs(string name)
        => name.StartsWith("Circle__", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
           || name is "DOTNET_ENVIRONMENT" or "URLS";

    protected string Tail()
    {
        var output = Output;
        return $"{Errors}\n{output[Math.Max(0, output.Length - 4_000)..]}";
    }

    [GeneratedRegex("/first-administrator#([A-Za-z0-9_-]+)")]
    private static partial Regex FirstLink();
}

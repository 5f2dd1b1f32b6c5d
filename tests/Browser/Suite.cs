using System.Net.Http.Json;
using System.Text.Json;
using Circle.TestServers;
using Microsoft.Playwright;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Circle.Browser.Tests.Suite))]

// One server and two cores: one page after the other.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Circle.Browser.Tests;

/// <summary>One rehearsal and one browser for all tests.</summary>
public sealed class Suite : IAsyncLifetime
{
    /// <summary>A browser to use instead of one on the PATH.</summary>
    private const string Variable = "CIRCLE_TEST_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Six weeks of commands: half a minute of two cores, if nobody else works on them.</summary>
    private static readonly TimeSpan CatchingUp = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _data = new();
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public ProgramProcess Web { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var index = Path.Combine(Repository.Web, "wwwroot", "index.html");
        if (!File.Exists(index)) throw new InvalidOperationException($"{index} is missing: build web with its front end first");
        var starting = ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = _data.FullPath }, CancellationToken.None);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = FindBrowser(), Args = Arguments });
        Web = await starting;
        await Eventually.IsTrueAsync("the rehearsal runs", async () => (await GetAsync("rehearsal")).GetProperty("phase").GetString() == "running", CatchingUp);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (Web is not null) await Web.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>A page of its own, closed with its context. Whatever it throws fails the test when <see cref="Visit.DisposeAsync"/> is reached.</summary>
    /// <param name="before">What is done to the page before it goes anywhere.</param>
    public async Task<Visit> VisitAsync(
        string path, int width = 1920, int height = 1080, bool reducedMotion = false, ProgramProcess? web = null, Func<IPage, Task>? before = null, (string Name, string Password)? signedIn = null)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ReducedMotion = reducedMotion ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            BaseURL = (web ?? Web).Address.ToString(),
        });
        if (signedIn?.Name == ProgramProcess.FirstName)
        {
            // It has a second factor, of which each code is good for one sign-in: the session is the program's own.
            var address = (web ?? Web).Address;
            await context.AddCookiesAsync((web ?? Web).Cookies.GetCookies(address).Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = address.ToString() }));
        }
        else if (signedIn is { } account)
        {
            var answer = await context.APIRequest.PostAsync("/api/v1/session", new APIRequestContextOptions { DataObject = new { name = account.Name, password = account.Password } });
            if (!answer.Ok) throw new InvalidOperationException(await answer.TextAsync());
        }

        var visit = new Visit(context, await context.NewPageAsync());
        if (before is not null) await before(visit.Page);
        await visit.Page.GotoAsync(path);
        return visit;
    }

    /// <summary>A wall whose rehearsal stands still, so that what is read in two places is of one moment.</summary>
    public async Task<Visit> StandingWallAsync(string path = "/wall?view=far", int width = 1920, int height = 1080, bool reducedMotion = false)
    {
        await PostAsync("rehearsal/pause");
        var visit = await VisitAsync(path, width, height, reducedMotion);
        await visit.Page.GetByTestId("wall").WaitForAsync();
        await visit.Page.GetByTestId("now").WaitForAsync();
        return visit;
    }

    /// <summary>The district's wall in a hand, standing still.</summary>
    public async Task<Visit> StandingPhoneAsync()
    {
        await PostAsync("rehearsal/pause");
        var visit = await VisitAsync("/wall", 390, 844);
        await visit.Page.GetByTestId("wall").WaitForAsync();
        return visit;
    }

    /// <summary>Ends the server as a power cut does; it is back at the same address when this returns, whatever became of <paramref name="meanwhile"/>.</summary>
    public async Task WithoutServerAsync(Func<Task> meanwhile)
    {
        var port = Web.Port;
        await Web.DisposeAsync();
        try
        {
            await meanwhile();
        }
        finally
        {
            Web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = _data.FullPath, Port = port }, Cancel);
        }
    }

    public static Task HoldsAsync(Func<Task> assert) => Eventually.HoldsAsync(assert, cancel: Cancel);

    public static Task IsTrueAsync(string what, Func<Task<bool>> ask, TimeSpan? limit = null) => Eventually.IsTrueAsync(what, ask, limit, Cancel);

    public Task<JsonElement> GetAsync(string path) => Web.Http.GetFromJsonAsync<JsonElement>($"/api/v1/{path}", Cancel);

    public async Task PostAsync(string path, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{path}") { Content = JsonContent.Create(body ?? new { }) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await Web.Http.SendAsync(request, Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancel)}");
    }

    /// <summary>Reports one more pharmacy as completed on the rehearsal's day.</summary>
    public async Task CompleteOneAsync()
    {
        var planned = await GetAsync("facilities?line=pharmacy&stage=planned&limit=1");
        var id = planned.GetProperty("items")[0].GetProperty("id").GetString();
        await PostAsync($"facilities/{id}/completion", new { on = await TodayAsync() });
    }

    public async Task<string> TodayAsync()
        => (await GetAsync("rehearsal")).GetProperty("now").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string FindBrowser()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.SelectMany(f => Names.Select(n => Path.Combine(f, n))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"no {string.Join(", ", Names)} on the PATH: install Chromium, or name one in {Variable}");
    }
}

/// <summary>One page, and what went wrong in it.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    public Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Exceptions that nobody caught in the page.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>A picture to look at, in tests/artifacts/browser.</summary>
    public Task KeepAsync(string name)
        => Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, "tests", "artifacts", "browser", $"{name}.png") });

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_errors);
    }
}

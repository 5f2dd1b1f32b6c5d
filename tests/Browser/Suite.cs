using System.Collections.Concurrent;
using Circle.TestServers;
using Microsoft.Playwright;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Circle.Browser.Tests.Suite))]

// Two cores: two pages at once, and never two tests that need the one server's rehearsal to stand or to go.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 2)]
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]

namespace Circle.Browser.Tests;

/// <summary>
/// A class without a name of a lane is in the first: there the rehearsal of all is made to go and to stand, is reported to and compared
/// with its sums, one test after the other. Both lanes should take as long; what asks for neither may be in either.
/// </summary>
internal static class Lanes
{
    /// <summary>Beside it: fixtures, servers of a test's own, and pages of people and accounts, which ask neither the clock nor the sums.</summary>
    public const string Second = "second";
}

/// <summary>One browser for all tests, and one rehearsal, which stands still but where a test says <see cref="Rehearsal.GoesOnAsync"/>.</summary>
public sealed class Suite : IAsyncLifetime
{
    /// <summary>A browser to use instead of one on the PATH.</summary>
    private const string Variable = "CIRCLE_TEST_CHROMIUM";

    /// <summary>The one without windows first: of opening a page it makes a third of the work.</summary>
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Half of the time for which a sign-in is recent.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (long Since, Cookie[] Cookies)> _sessions = new();
    private readonly TemporaryFolder _data = new();
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public ProgramProcess Web { get; private set; } = null!;

    /// <summary>Where receivers are reached; nothing of this machine may be, so nobody is.</summary>
    private static Dictionary<string, string> Target => new()
    {
        ["Circle:Delivery:Targets:0:Name"] = "information-centre",
        ["Circle:Delivery:Targets:0:Channel"] = "Webhook",
        ["Circle:Delivery:Targets:0:Url"] = "http://127.0.0.1:9/",
        ["Circle:Delivery:Targets:0:Secret"] = new('k', 32),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var index = Path.Combine(Repository.Web, "wwwroot", "index.html");
        if (!File.Exists(index)) throw new InvalidOperationException($"{index} is missing: build web with its front end first");
        var starting = ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = _data.FullPath, Paused = true, More = Target }, CancellationToken.None);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = FindBrowser(), Args = Arguments });
        Web = await starting;
        await Web.RunsAsync();
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
    /// <param name="anew">By its password in this browser, as a test needs it that ends the session.</param>
    public async Task<Visit> VisitAsync(
        string path, int width = 1920, int height = 1080, bool reducedMotion = false, ProgramProcess? web = null, Func<IPage, Task>? before = null, (string Name, string Password)? signedIn = null, bool anew = false)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ReducedMotion = reducedMotion ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            BaseURL = (web ?? Web).Address.ToString(),
        });
        if (signedIn is { } account) await SignInAsync(context, web ?? Web, account, anew);
        var visit = new Visit(context, await context.NewPageAsync());
        if (before is not null) await before(visit.Page);
        await visit.Page.GotoAsync(path);
        return visit;
    }

    /// <summary>
    /// A password costs the server a second of a core, so an account's session is used again by the next test, as long as it is young
    /// enough to be asked for nothing.
    /// </summary>
    public async Task SignInAsync(IBrowserContext context, ProgramProcess web, (string Name, string Password) account, bool anew)
    {
        var isOwn = anew || web != Web;
        if (account.Name == ProgramProcess.FirstName)
        {
            // It has a second factor, of which each code is good for one sign-in: the session is the program's own.
            await context.AddCookiesAsync(web.Cookies.GetCookies(web.Address).Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = web.Address.ToString() }));
        }
        else if (!isOwn && _sessions.TryGetValue(account.Name, out var session) && TimeProvider.System.GetElapsedTime(session.Since) < Young)
        {
            await context.AddCookiesAsync(session.Cookies);
        }
        else
        {
            var answer = await context.APIRequest.PostAsync("/api/v1/session", new APIRequestContextOptions { DataObject = new { name = account.Name, password = account.Password } });
            if (!answer.Ok) throw new InvalidOperationException(await answer.TextAsync());
            if (isOwn) return;
            var cookies = (await context.CookiesAsync()).Select(c => new Cookie
            {
                Name = c.Name,
                Value = c.Value,
                Domain = c.Domain,
                Path = c.Path,
                HttpOnly = c.HttpOnly,
                Secure = c.Secure,
                SameSite = c.SameSite,
            });
            _sessions[account.Name] = (TimeProvider.System.GetTimestamp(), [.. cookies]);
        }
    }

    /// <summary>A wall whose rehearsal stands still, so that what is read in two places is of one moment.</summary>
    public async Task<Visit> StandingWallAsync(string path = "/wall?view=far", int width = 1920, int height = 1080, bool reducedMotion = false)
    {
        var visit = await VisitAsync(path, width, height, reducedMotion);
        await visit.Page.GetByTestId("wall").WaitForAsync();
        await visit.Page.GetByTestId("now").WaitForAsync();
        return visit;
    }

    /// <summary>The district's wall in a hand, standing still.</summary>
    public async Task<Visit> StandingPhoneAsync()
    {
        var visit = await VisitAsync("/wall", 390, 844);
        await visit.Page.GetByTestId("wall").WaitForAsync();
        return visit;
    }

    public static Task HoldsAsync(Func<Task> assert) => Eventually.HoldsAsync(assert, cancel: Cancel);

    public static Task IsTrueAsync(string what, Func<Task<bool>> ask, TimeSpan? limit = null) => Eventually.IsTrueAsync(what, ask, limit, Cancel);

    private static string FindBrowser()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Names.SelectMany(n => folders.Select(f => Path.Combine(f, n))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"no {string.Join(", ", Names)} on the PATH: install Chromium, or name one in {Variable}");
    }
}

/// <summary>One page, and what went wrong in it.</summary>
public sealed class Visit : IAsyncDisposable
{
    private static readonly bool Pictures = Environment.GetEnvironmentVariable("CIRCLE_PICTURES") is { Length: > 0 };

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

    /// <summary>
    /// A picture to look at, in tests/artifacts/browser, where somebody asked for them: each is drawn and packed for half a second.
    /// Else what a picture would have shown is waited for all the same.
    /// </summary>
    public async Task KeepAsync(string name)
    {
        if (Pictures) await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, "tests", "artifacts", "browser", $"{name}.png") });
        else await Page.EvaluateAsync("async () => { await document.fonts.ready; await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); }");
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_errors);
    }
}

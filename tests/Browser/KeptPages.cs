namespace Circle.Browser.Tests;

/// <summary>
/// Pages of the rehearsal that are only looked at, one for each size, which goes from address to address: a browser works a second for
/// every new one.
/// </summary>
public sealed class KeptPages(Suite suite) : IAsyncLifetime
{
    private const string Watch =
        "window.broken = []; document.addEventListener('securitypolicyviolation', e => window.broken.push(`${e.effectiveDirective} ${e.sourceFile}:${e.lineNumber} ${e.sample}`));";

    private readonly Dictionary<(int Width, int Height), Visit> _visits = [];

    /// <summary>Of nobody who was there before: neither a session nor a language is left. What is against the page's policy stands in window.broken.</summary>
    public async Task<Visit> ShowAsync(string path, int width, int height, (string Name, string Password)? signedIn = null)
    {
        if (!_visits.TryGetValue((width, height), out var visit))
            return _visits[(width, height)] = await suite.VisitAsync(path, width, height, before: page => page.AddInitScriptAsync(Watch), signedIn: signedIn);

        Assert.Empty(visit.Errors);
        await visit.Page.EvaluateAsync("() => localStorage.clear()");
        await visit.Page.Context.ClearCookiesAsync();
        if (signedIn is { } account) await suite.SignInAsync(visit.Page.Context, suite.Web, account, anew: false);
        await visit.Page.GotoAsync(path);
        return visit;
    }

    public async Task<Visit> ShowWallAsync(string path, int width = 1920, int height = 1080)
    {
        var visit = await ShowAsync(path, width, height);
        await visit.Page.GetByTestId("wall").WaitForAsync();
        await visit.Page.GetByTestId("now").WaitForAsync();
        return visit;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in _visits.Values) await visit.DisposeAsync();
    }
}

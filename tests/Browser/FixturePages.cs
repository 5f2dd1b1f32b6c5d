using System.Diagnostics;
using System.Net.Mime;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>
/// The front end's fixtures, put together anew from its sources as the program's pages are, and given to the browser from a folder;
/// one page per size, which is loaded once and then shows one state after the other.
/// </summary>
public sealed class FixturePages(Suite suite) : IAsyncLifetime
{
    /// <summary>Nobody listens there: the page's requests are answered here.</summary>
    private const string Origin = "http://fixtures.localhost";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<(int Width, int Height), Visit> _visits = [];

    public async Task<Visit> ShowAsync(string query, int width, int height)
    {
        if (_visits.TryGetValue((width, height), out var visit))
        {
            await visit.Page.EvaluateAsync("query => { history.replaceState(null, '', query); dispatchEvent(new PopStateEvent('popstate')); }", $"/?{query}");
            return visit;
        }

        return _visits[(width, height)] = await suite.VisitAsync($"{Origin}/?{query}", width, height, before: page => page.RouteAsync($"{Origin}/**", AnswerAsync));
    }

    public async ValueTask InitializeAsync()
    {
        using var build = Process.Start(new ProcessStartInfo(
            "node", [Path.Combine("node_modules", "vite", "bin", "vite.js"), "build", "fixtures", "--config", "vite.config.ts", "--outDir", _folder.FullPath, "--minify", "false"])
        {
            WorkingDirectory = Path.Combine(Repository.Web, "ui"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (build.StandardOutput.ReadToEndAsync(), build.StandardError.ReadToEndAsync());
        await build.WaitForExitAsync();
        if (build.ExitCode != 0) throw new InvalidOperationException($"the fixtures are not built:\n{await output}\n{await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in _visits.Values) await visit.DisposeAsync();
        _folder.Dispose();
    }

    private Task AnswerAsync(IRoute route)
    {
        var asked = new Uri(route.Request.Url).AbsolutePath;
        var file = Path.Combine(_folder.FullPath, asked == "/" ? "index.html" : asked[1..]);
        return route.FulfillAsync(File.Exists(file)
            ? new RouteFulfillOptions { Path = file }
            : new RouteFulfillOptions { Status = 404, ContentType = MediaTypeNames.Text.Plain });
    }
}

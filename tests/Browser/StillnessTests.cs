using System.Globalization;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>A wall on which nothing happens does nothing; on a server of its own, since on the one of all tests something does.</summary>
[Collection(Lanes.Second)]
public sealed class StillnessTests(Suite suite)
{
    private static string Notes => Path.Combine(Repository.Root, "tests", "artifacts", "browser", "idle.txt");

    /// <summary>Enough to count; CIRCLE_IDLE_SECONDS for a measurement of the processor.</summary>
    private static TimeSpan Seconds => TimeSpan.FromSeconds(
        double.TryParse(Environment.GetEnvironmentVariable("CIRCLE_IDLE_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 10);

    [Fact]
    public async Task On_an_idle_wall_nothing_is_written_but_the_delay_and_hardly_anything_is_laid_out()
    {
        using var data = new TemporaryFolder();
        await using var web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, Paused = true }, TestContext.Current.CancellationToken);
        await web.RunsAsync();
        await using var visit = await suite.VisitAsync("/wall", web: web);
        await visit.Page.GetByTestId("wall").WaitForAsync();
        await visit.Page.GetByTestId("now").WaitForAsync();
        await Assertions.Expect(visit.Page.GetByTestId("latency")).ToContainTextAsync("ms", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await visit.Page.WaitForFunctionAsync("() => document.getAnimations().length === 0");

        await visit.Page.EvaluateAsync(
            """
            () => {
              window.written = [];
              new MutationObserver((all) => all.forEach(({ target }) => {
                const holder = target.nodeType === 1 ? target : target.parentElement;
                if (!holder?.closest('[data-testid=latency]')) window.written.push(holder?.outerHTML.slice(0, 200) ?? 'gone');
              })).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
            }
            """);
        await using var effort = await Effort.OfAsync(visit.Page);

        var (spent, seconds) = await effort.OverAsync(Seconds);

        var note = string.Create(CultureInfo.InvariantCulture, $"idle near wall over {seconds:0.0} s: {spent}\n");
        Directory.CreateDirectory(Path.GetDirectoryName(Notes)!);
        await File.WriteAllTextAsync(Notes, note, TestContext.Current.CancellationToken);
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>("() => window.written"));

        // The delay is written once in five seconds.
        Assert.True(spent.Layouts <= seconds, note);
        Assert.True(spent.StyleRecalculations <= seconds, note);
    }
}

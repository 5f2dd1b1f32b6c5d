using System.Globalization;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>A wall on which nothing happens does nothing.</summary>
public sealed class StillnessTests(Suite suite)
{
    private static string Notes => Path.Combine(Repository.Root, "tests", "artifacts", "browser", "idle.txt");

    /// <summary>Enough to count; CIRCLE_IDLE_SECONDS for a measurement of the processor.</summary>
    private static TimeSpan Seconds => TimeSpan.FromSeconds(
        double.TryParse(Environment.GetEnvironmentVariable("CIRCLE_IDLE_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 10);

    [Fact]
    public async Task On_an_idle_wall_nothing_is_written_but_the_delay_and_hardly_anything_is_laid_out()
    {
        await using var visit = await suite.StandingWallAsync("/wall");
        await Assertions.Expect(visit.Page.GetByTestId("latency")).ToContainTextAsync("ms", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await visit.Page.WaitForFunctionAsync("() => document.getAnimations().length === 0");

        // Tests beside it enter shops and take calls, which these panels tell.
        await visit.Page.EvaluateAsync(
            """
            () => {
              window.written = [];
              new MutationObserver((all) => all.forEach(({ target }) => {
                const holder = target.nodeType === 1 ? target : target.parentElement;
                if (!holder?.closest('[data-testid=latency], [data-testid=directory], [data-testid=hotline], [data-testid=ticker]')) window.written.push(holder?.outerHTML.slice(0, 200) ?? 'gone');
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

using System.Globalization;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>
/// Days in one tab: pages that are never loaded again, on a rehearsal at ×600, keep their size. Forty seconds, or as many
/// minutes as <see cref="Variable"/> says; what was weighed stands in tests/artifacts/browser/soak.txt.
/// </summary>
public sealed class SoakTests(Suite suite)
{
    private const string Variable = "CIRCLE_SOAK_MINUTES";

    private const int FewestSamples = 6;

    private const int MostSamples = 90;

    /// <summary>A wall alone is some thousands of nodes, so one that stays behind at each turn is seen in two turns.</summary>
    private static readonly Footprint Allowed = new(0, Heap: 2_000_000, Nodes: 1_500, Listeners: 150, Documents: 1);

    /// <summary>Bytes. Twice of what the program comes to within ten minutes and holds from then on.</summary>
    private const long ServerAllowed = 1_000_000_000;

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(
        double.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var minutes) ? minutes : 2 / 3.0);

    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly string _notes = Path.Combine(Repository.Root, "tests", "artifacts", "browser", "soak.txt");

    private TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_began);

    [Fact]
    public async Task A_tab_that_is_left_open_keeps_its_size()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_notes)!);
        File.Delete(_notes);
        await suite.PostAsync("rehearsal/speed", new { speed = 600 });
        await suite.PostAsync("rehearsal/resume");
        var from = await NowAsync();

        // One stands still and is fed; one turns to the streets by itself; one is walked through by somebody.
        await using var standing = await suite.VisitAsync("/wall");
        await using var turning = await suite.VisitAsync("/wall?rotate=30");
        await using var walking = await suite.VisitAsync("/", 1440, 900);
        foreach (var visit in (Visit[])[standing, turning, walking]) await visit.Page.MarkAsync();
        var (stands, turns, walks) = (await ScaleAsync(standing), await ScaleAsync(turning), await ScaleAsync(walking));
        await CountChangesAsync(standing.Page);

        while (Elapsed < Length || walks.Footprints.Count < FewestSamples)
        {
            await LapAsync(walking.Page);
            if (Elapsed < Length * walks.Footprints.Count / MostSamples) continue;
            await NoteAsync("walking", walks);
            await NoteAsync("standing", stands);
            if (await IsAtTheDistrictAsync(turning.Page)) await NoteAsync("turning", turns);
        }

        foreach (var visit in (Visit[])[standing, turning, walking]) Assert.True(await visit.Page.IsMarkedAsync(), "the page was loaded again");
        Assert.True(await NowAsync() - from > Length * 300, "the rehearsal went on, else nothing was shown");
        Assert.True(await ChangesAsync(standing.Page) > 10 * Length.TotalSeconds / 60, "the standing wall was fed");
        walks.HasNotGrown("walking", Allowed);
        stands.HasNotGrown("standing", Allowed);

        // Its round takes minutes; in a short run it has not come back yet.
        if (turns.Footprints.Count >= FewestSamples) turns.HasNotGrown("turning", Allowed);
        Assert.True(suite.Web.WorkingSet < ServerAllowed, $"the server holds {suite.Web.WorkingSet} bytes");
    }

    /// <summary>From the first page, in the other language than before, to the district, a street, what stands behind a figure, and back.</summary>
    private static async Task LapAsync(IPage page)
    {
        await page.GetByTestId("language").ClickAsync();
        await page.Locator("a[href='/wall']").ClickAsync();
        await page.Locator("[data-testid^=place-] a.name").First.ClickAsync();
        await page.Locator("nav.path a").ClickAsync();
        await page.GetByTestId("sentence").GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByTestId("reason").First.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByTestId("ticker").WaitForAsync();

        // The first page, the district, its street, the district again.
        await page.EvaluateAsync("() => history.go(-3)");
        await page.GetByTestId("plan").WaitForAsync();
    }

    private static Task<int> CountChangesAsync(IPage page) => page.EvaluateAsync<int>(
        """
        () => {
          window.changes = 0;
          new MutationObserver(() => window.changes++).observe(document.body, { subtree: true, childList: true, characterData: true });
          return window.changes;
        }
        """);

    private static Task<int> ChangesAsync(IPage page) => page.EvaluateAsync<int>("() => window.changes");

    private static Task<bool> IsAtTheDistrictAsync(IPage page)
        => page.EvaluateAsync<bool>("() => location.pathname === '/wall' && document.querySelector('[data-testid=rings]') !== null");

    private async Task<Scale> ScaleAsync(Visit visit)
    {
        await visit.Page.Locator("[data-testid=ticker], [data-testid=plan]").First.WaitForAsync();
        return await Scale.UnderAsync(visit.Page, _began);
    }

    private async Task NoteAsync(string tab, Scale scale)
    {
        var footprint = await scale.WeighAsync();
        var note = string.Create(CultureInfo.InvariantCulture, $"{tab} {footprint}; server {suite.Web.WorkingSet / 1e6:0} MB\n");
        await File.AppendAllTextAsync(_notes, note, TestContext.Current.CancellationToken);
    }

    private async Task<DateTimeOffset> NowAsync() => (await suite.GetAsync("rehearsal")).GetProperty("now").GetDateTimeOffset();
}

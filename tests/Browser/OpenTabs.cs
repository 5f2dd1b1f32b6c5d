using System.Globalization;
using System.Text.Json;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>
/// Three tabs on a rehearsal at ×600 that are never loaded again: one stands still and is fed, one turns to the streets by itself, one is
/// walked through by somebody. They are watched once for all that is asked of them; what was weighed stands in
/// tests/artifacts/browser/soak.txt.
/// </summary>
public sealed class OpenTabs(Suite suite) : IAsyncLifetime
{
    private const string Variable = "CIRCLE_SOAK_MINUTES";

    public const int FewestSamples = 6;

    private const int MostSamples = 90;

    /// <summary>Forty seconds, or as many minutes as <see cref="Variable"/> says.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(
        double.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var minutes) ? minutes : 2 / 3.0);

    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly string _notes = Path.Combine(Repository.Root, "tests", "artifacts", "browser", "soak.txt");

    internal Scale Stands { get; private set; } = null!;

    internal Scale Turns { get; private set; } = null!;

    internal Scale Walks { get; private set; } = null!;

    /// <summary>By how much the rehearsal's time went on.</summary>
    public TimeSpan Rehearsed { get; private set; }

    /// <summary>Of the tab that stands still.</summary>
    public int Changes { get; private set; }

    /// <summary>Of the tab that stands still, as <see cref="Orders"/> reads it.</summary>
    public JsonElement Record { get; private set; }

    public bool WereLoadedAgain { get; private set; }

    /// <summary>Bytes that the server held in the end.</summary>
    public long WorkingSet { get; private set; }

    private TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_began);

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_notes)!);
        File.Delete(_notes);
        await using var going = await suite.Web.GoesOnAsync();
        var from = await suite.Web.NowAsync();
        await using var standing = await suite.VisitAsync("/wall");
        await using var turning = await suite.VisitAsync("/wall?rotate=30");
        await using var walking = await suite.VisitAsync("/", 1440, 900);
        foreach (var visit in (Visit[])[standing, turning, walking]) await visit.Page.MarkAsync();
        (Stands, Turns, Walks) = (await ScaleAsync(standing), await ScaleAsync(turning), await ScaleAsync(walking));
        await standing.Page.RecordOrdersAsync();
        await CountChangesAsync(standing.Page);

        while (Elapsed < Length || Walks.Footprints.Count < FewestSamples)
        {
            await LapAsync(walking.Page);
            if (Elapsed < Length * Walks.Footprints.Count / MostSamples) continue;
            await NoteAsync("walking", Walks);
            await NoteAsync("standing", Stands);
            if (await IsAtTheDistrictAsync(turning.Page)) await NoteAsync("turning", Turns);
        }

        Record = await standing.Page.RecordedOrdersAsync();
        Changes = await ChangesAsync(standing.Page);
        foreach (var visit in (Visit[])[standing, turning, walking]) WereLoadedAgain |= !await visit.Page.IsMarkedAsync();
        Rehearsed = await suite.Web.NowAsync() - from;
        WorkingSet = suite.Web.WorkingSet;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

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
}

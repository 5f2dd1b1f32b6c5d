using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>现场验收 in a hand: opened once with a network, done without one, and received after the server itself had died.</summary>
[Collection(Lanes.Second)]
public sealed class OfflineInspectionTests(Suite suite)
{
    private const int Photos = 3;

    private static readonly LocatorAssertionsToHaveAttributeOptions Patient = new() { Timeout = 30_000 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_inspection_without_a_network_reaches_a_server_that_died_meanwhile_and_nothing_of_it_twice()
    {
        using var data = new TemporaryFolder();
        var options = new ProgramOptions { DataDirectory = data.FullPath, WatchedFrom = "2013-10-08T09:00:00+08:00", Paused = true };
        await using var web = await ProgramProcess.StartAsync(options, Cancel);
        await web.RunsAsync();
        await using var visit = await suite.VisitAsync("/field/inspections", 390, 844, web: web, signedIn: ("inspector", ProgramProcess.DemonstrationPassword));
        var page = visit.Page;
        await page.GetByTestId("inspections-fresh").WaitForAsync();
        await IsCleanAsync(visit, "inspections-none");
        var facility = await new PlannedInspection(web).PlanAsync(await page.ScreenshotAsync());
        await page.ReloadAsync();
        await page.GetByTestId("planned").WaitForAsync();
        await IsCleanAsync(visit, "inspections");
        await page.GetByTestId("planned").PressAsync("Enter");
        await DrawAsync(page);

        // The pages are on the phone by now, and open without anybody else.
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("outbox")).ToHaveAttributeAsync("data-state", "offline");
        await ScoreAsync(page);
        await AnswerAsync(page);
        await Assertions.Expect(page.GetByTestId("sum")).ToHaveTextAsync("98");
        await Assertions.Expect(page.GetByTestId("deductions")).ToContainTextAsync("缺血压计 1 台");
        await IsCleanAsync(visit, "inspection-offline");
        await page.GetByTestId("pass").PressAsync("Enter");
        await page.GetByTestId("confirm-do").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("site-status")).ToContainTextAsync("通过·待上传");
        await Assertions.Expect(page.GetByTestId("outbox")).ToContainTextAsync($"（{Photos} 张照片）");

        // It is all there after the page was closed, and the network is back before the server is.
        await web.KillAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("pass")).ToBeDisabledAsync();
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.GetByTestId("outbox")).ToHaveAttributeAsync("data-state", "silent", Patient);
        await IsCleanAsync(visit, "inspection-silent");
        await using var again = await ProgramProcess.StartAsync(options with { Port = web.Port }, Cancel);
        await again.RunsAsync();
        await Assertions.Expect(page.GetByTestId("site-end")).ToContainTextAsync("98 分", new LocatorAssertionsToContainTextOptions { Timeout = 120_000 });
        await IsCleanAsync(visit, "inspection-accepted");
        await IsOnceAsync(again, facility);
    }

    private static async Task DrawAsync(IPage page)
    {
        await page.GetByTestId("population").FillAsync("640");
        await page.GetByTestId("draw").ClickAsync();
        await Assertions.Expect(page.GetByTestId("survey-count")).ToContainTextAsync("0 / 3");
    }

    private static async Task ScoreAsync(IPage page)
    {
        var (area, rooms, sign) = (page.GetByTestId("item-area"), page.GetByTestId("item-rooms"), page.GetByTestId("item-sign"));
        await area.GetByTestId("more").ClickAsync();
        await area.GetByTestId("open-item").ClickAsync();
        await area.GetByTestId("measured").FillAsync("126");
        await TakeAsync(page, area, 1);
        await TakeAsync(page, area, 2);
        await area.GetByTestId("close-item").ClickAsync();
        await rooms.GetByTestId("more").ClickAsync();
        await rooms.GetByTestId("less").ClickAsync();
        await rooms.GetByTestId("less").ClickAsync();
        await Assertions.Expect(page.GetByTestId("pass")).ToBeDisabledAsync();
        await rooms.GetByTestId("defect").FillAsync("缺血压计 1 台");
        await rooms.GetByTestId("close-item").ClickAsync();
        await sign.GetByTestId("open-item").ClickAsync();
        await TakeAsync(page, sign, 1);
        await sign.GetByTestId("close-item").ClickAsync();
        await sign.GetByTestId("more").ClickAsync();
    }

    /// <summary>What the page looks like is as good a photo as any, and another one each time.</summary>
    private static async Task TakeAsync(IPage page, ILocator item, int count)
    {
        var picture = await page.ScreenshotAsync();
        await item.GetByTestId("camera").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = picture });
        await Assertions.Expect(item.GetByTestId("photo-tile")).ToHaveCountAsync(count);
        await Assertions.Expect(item.GetByTestId("photo-tile").Last).ToHaveAttributeAsync("data-state", "waiting");
    }

    private static async Task AnswerAsync(IPage page)
    {
        foreach (var card in await page.Locator("[data-testid^='card-']").AllAsync())
        {
            await card.ClickAsync();
            foreach (var criterion in new[] { "complete", "placed", "organised", "satisfied" })
                await page.GetByTestId($"criterion-{criterion}").Locator("label").First.ClickAsync();
            await page.GetByTestId("criterion-current").Locator("label").First.ClickAsync();
        }

        await Assertions.Expect(page.GetByTestId("survey-count")).ToContainTextAsync("100%");
    }

    /// <summary>By the acceptance's own journal: each item and card was recorded once, each photo is there, and it passed once.</summary>
    private static async Task IsOnceAsync(ProgramProcess web, string facility)
    {
        var history = (await web.GetAsync($"facilities/{facility}/acceptance/history?limit=100")).GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("type").GetString()).ToList();
        Assert.Equal((3, 3, 1, 1), (Count("recorded"), Count("answered"), Count("passed"), Count("settled")));
        var round = (await web.GetAsync($"facilities/{facility}/acceptance")).GetProperty("rounds")[0];
        var photos = round.GetProperty("findings").EnumerateArray().SelectMany(f => f.GetProperty("finding").GetProperty("photos").EnumerateArray()).Select(p => p.GetProperty("blob").GetString()).ToList();
        Assert.Equal(Photos, photos.Distinct().Count());
        foreach (var photo in photos) Assert.True((await web.Http.GetAsync(new Uri($"/api/v1/facilities/{facility}/acceptance/photos/{photo}", UriKind.Relative), Cancel)).IsSuccessStatusCode);
        var view = await web.GetAsync($"facilities/{facility}");
        Assert.Equal(("accepted", 98), (view.GetProperty("stage").GetString(), view.GetProperty("score").GetInt32()));

        int Count(string what) => history.Count(type => type == $"acceptance.{what}");
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}

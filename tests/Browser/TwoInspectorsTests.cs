using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>One phone, two accounts: what the one entered is neither the other's to see nor to send.</summary>
[Collection(Lanes.Second)]
public sealed class TwoInspectorsTests(Suite suite)
{
    private const string Defect = "缺血压计 1 台";

    private static readonly (string, string) Inspector = ("inspector", ProgramProcess.DemonstrationPassword);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_colleague_who_takes_over_the_phone_sees_and_sends_nothing_of_it()
    {
        using var data = new TemporaryFolder();
        await using var web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, WatchedFrom = "2013-10-08T09:00:00+08:00", Paused = true }, Cancel);
        await web.RunsAsync();
        await using var visit = await suite.VisitAsync("/field/inspections", 390, 844, web: web, signedIn: Inspector);
        var page = visit.Page;
        await page.GetByTestId("inspections-fresh").WaitForAsync();
        var facility = await new PlannedInspection(web).PlanAsync(await page.ScreenshotAsync(), "programme");
        await page.ReloadAsync();
        await page.GetByTestId("planned").PressAsync("Enter");
        await page.GetByTestId("item-rooms").WaitForAsync();
        await page.Context.SetOfflineAsync(true);
        await ScoreAsync(page);
        await Assertions.Expect(page.GetByTestId("outbox")).ToContainTextAsync("2 条待上传");

        // The first is received; before the phone hears of it, a colleague has signed in.
        var isFirst = true;
        await page.Context.RouteAsync("**/acceptance/findings", async route =>
        {
            if (!isFirst)
            {
                await route.ContinueAsync();
                return;
            }

            isFirst = false;
            var answer = await route.FetchAsync();
            await suite.SignInAsync(page.Context, web, ("programme", ProgramProcess.DemonstrationPassword), anew: true);
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer });
        });
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.GetByTestId("outbox")).ToHaveAttributeAsync("data-state", "other");
        await Assertions.Expect(page.GetByTestId("outbox")).ToContainTextAsync("另一位同事的 1 条");
        await SeesNothingAsync(page);
        await visit.KeepAsync("inspection-colleague");
        Assert.Empty(await page.ViolationsAsync());
        Assert.Equal(["area account:demonstration-inspector"], await FoundAsync(web, facility));
        await page.ReloadAsync();
        await SeesNothingAsync(page);

        await suite.SignInAsync(page.Context, web, Inspector, anew: true);
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("deductions")).ToContainTextAsync(Defect);
        await Assertions.Expect(page.GetByTestId("outbox")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
        Assert.Equal(["area account:demonstration-inspector", "rooms account:demonstration-inspector"], await FoundAsync(web, facility));
    }

    private static async Task ScoreAsync(IPage page)
    {
        var (area, rooms) = (page.GetByTestId("item-area"), page.GetByTestId("item-rooms"));
        await area.GetByTestId("more").ClickAsync();
        await area.GetByTestId("open-item").ClickAsync();
        await area.GetByTestId("measured").FillAsync("126");
        await area.GetByTestId("close-item").ClickAsync();
        await Assertions.Expect(page.GetByTestId("outbox")).ToContainTextAsync("1 条待上传");
        await rooms.GetByTestId("more").ClickAsync();
        await rooms.GetByTestId("less").ClickAsync();
        await rooms.GetByTestId("defect").FillAsync(Defect);
        await rooms.GetByTestId("close-item").ClickAsync();
    }

    private static async Task SeesNothingAsync(IPage page)
    {
        await page.GetByTestId("item-rooms").WaitForAsync();
        await Assertions.Expect(page.GetByText(Defect)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("saved")).ToHaveCountAsync(0);
    }

    private static async Task<IEnumerable<string>> FoundAsync(ProgramProcess web, string facility)
        => (await web.GetAsync($"facilities/{facility}/acceptance")).GetProperty("rounds")[0].GetProperty("findings").EnumerateArray()
            .Select(f => $"{f.GetProperty("finding").GetProperty("item").GetString()} {f.GetProperty("by").GetString()}").Order(StringComparer.Ordinal);
}

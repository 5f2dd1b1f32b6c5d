using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>志愿活动 in a hand: opened once with a network, logged and signed without one, and received once with every photo.</summary>
[Collection(Lanes.Second)]
public sealed class OfflineActivityTests(Suite suite)
{
    private const int Photos = 2;
    private const int Doubles = 100;

    private static readonly LocatorAssertionsToHaveAttributeOptions Patient = new() { Timeout = 60_000 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The phone's clock is a day behind all the while: what it logs is of the day on which it was.</summary>
    [Fact]
    public async Task An_activity_without_a_network_is_kept_through_a_closed_page_a_stranger_s_page_and_doubled_posts_and_is_one_with_every_photo()
    {
        using var data = new TemporaryFolder();
        await using var web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, WatchedFrom = "2013-10-08T17:00:00+08:00", Paused = true }, Cancel);
        await web.RunsAsync();
        await using var visit = await suite.VisitAsync("/field", 390, 844, web: web, signedIn: ("volunteer", ProgramProcess.DemonstrationPassword));
        var page = visit.Page;
        await page.Context.Clock.InstallAsync(new ClockInstallOptions { TimeDate = DateTime.UtcNow.AddDays(-1) });
        await page.ReloadAsync();
        await page.GetByTestId("team").WaitForAsync();
        await IsCleanAsync(visit, "field-none");

        // The pages are on the phone by now, and open without anybody else.
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        await page.Context.SetOfflineAsync(true);
        await page.GetByTestId("log").ClickAsync();
        await page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(page.GetByText("请", new PageGetByTextOptions { Exact = false }).First).ToBeVisibleAsync();
        await ActivityForm.FillAsync(page, Photos);
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("photo-tile")).ToHaveCountAsync(Photos);
        await IsCleanAsync(visit, "field-log");
        await ActivityForm.SignAsync(page);
        await page.GetByTestId("save").ClickAsync();
        var record = page.GetByTestId("record");
        await Assertions.Expect(record).ToHaveAttributeAsync("data-mark", "waiting");
        await IsCleanAsync(visit, "field-waiting");

        // A hotel's page answers everything with 200.
        await page.ReloadAsync();
        await page.Context.RouteAsync("**/api/**", route => route.FulfillAsync(new RouteFulfillOptions { Status = 200, ContentType = "text/html", Body = "<html>welcome</html>" }));
        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();
        await Assertions.Expect(record).ToHaveAttributeAsync("data-mark", "waiting");

        // The line is cut once in the middle of each photo.
        await page.Context.UnrouteAllAsync();
        var cuts = 0;
        await page.Context.RouteAsync("**/api/v1/activities/uploads/*", async route =>
        {
            if (route.Request.Method == "PATCH" && Interlocked.Increment(ref cuts) <= Photos) await route.AbortAsync("connectionreset");
            else await route.ContinueAsync();
        });
        Task<IEnumerable<int>>? doubled = null;
        await page.Context.RouteAsync("**/api/v1/activities", async route =>
        {
            if (route.Request.Method == "POST") doubled ??= DoubleAsync(page, route.Request);
            await route.ContinueAsync();
        });
        await page.ReloadAsync();
        await Assertions.Expect(record).ToHaveAttributeAsync("data-mark", "complete", Patient);
        Assert.Equal(Enumerable.Repeat(201, Doubles), await doubled!);
        await Assertions.Expect(record).ToHaveCountAsync(1);
        Assert.True(cuts > Photos, $"{cuts} parts were sent");
        await IsCleanAsync(visit, "field-complete");
        await IsOneAsync(page, web);
    }

    /// <summary>The same post as often again, all at once and beside its own.</summary>
    private static async Task<IEnumerable<int>> DoubleAsync(IPage page, IRequest request)
        => (await Task.WhenAll(Enumerable.Range(0, Doubles).Select(_ => page.Context.APIRequest.PostAsync(
            request.Url, new APIRequestContextOptions { Headers = request.Headers, DataByte = request.PostDataBuffer })))).Select(answer => answer.Status);

    /// <summary>By the server: one record, of the phone's hours, with each photo and a signature of what was signed.</summary>
    private static async Task IsOneAsync(IPage page, ProgramProcess web)
    {
        var list = await page.Context.APIRequest.GetAsync(new Uri(web.Address, "/api/v1/volunteer-teams/demonstration-team/activities").ToString());
        var items = (await list.JsonAsync())!.Value.GetProperty("items");
        var activity = Assert.Single(items.EnumerateArray()).GetProperty("activity");
        Assert.Equal("complete", activity.GetProperty("stage").GetString());
        Assert.StartsWith("2013-10-08T", activity.GetProperty("log").GetProperty("start").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).ToString("O"), StringComparison.Ordinal);
        var photos = activity.GetProperty("attachments").EnumerateArray().Select(a => a.GetProperty("photo").GetProperty("blob").GetString()).ToList();
        Assert.Equal(Photos, photos.Distinct().Count());
        var id = activity.GetProperty("log").GetProperty("id").GetString();
        foreach (var photo in photos) Assert.True((await page.Context.APIRequest.GetAsync(new Uri(web.Address, $"/api/v1/activities/{id}/photos/{photo}").ToString())).Ok);
        var team = (await (await page.Context.APIRequest.GetAsync(new Uri(web.Address, "/api/v1/volunteer-teams/demonstration-team").ToString())).JsonAsync())!.Value;
        Assert.Equal((1, 2, 240), (team.GetProperty("month").GetProperty("activities").GetInt32(), team.GetProperty("month").GetProperty("people").GetInt32(), team.GetProperty("month").GetProperty("minutes").GetInt32()));
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}

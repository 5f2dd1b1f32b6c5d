using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>A wall that nobody touches, on a server of its own that dies: the one of all tests is in use meanwhile.</summary>
[Collection(Lanes.Second)]
public sealed class ServerLossTests(Suite suite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_dies_is_said_on_the_wall_and_its_return_mends_the_wall_in_silence()
    {
        using var data = new TemporaryFolder();

        // Steps of the plan have passed by then, and little had to be caught up with.
        var options = new ProgramOptions { DataDirectory = data.FullPath, WatchedFrom = "2013-10-08T09:00:00+08:00", Paused = true };
        await using var web = await ProgramProcess.StartAsync(options, Cancel);
        await web.RunsAsync();
        await using var visit = await suite.VisitAsync("/wall?view=far", web: web);
        var (page, banner) = (visit.Page, visit.Page.GetByTestId("banner"));
        await page.GetByTestId("now").WaitForAsync();
        await page.MarkAsync();
        var (completed, owed) = (await page.FigureAsync("today-completed"), await page.FigureAsync("owed"));
        Assert.True(owed > 0, "nothing is owed, so that to keep it says nothing");

        // As a power cut does; it is back at the same address.
        await web.DisposeAsync();
        await banner.WaitForAsync(new LocatorWaitForOptions { Timeout = 30_000 });
        await visit.KeepAsync("wall-lost");
        Assert.Empty(await page.OverflowAsync());
        Assert.Equal((completed, owed), (await page.FigureAsync("today-completed"), await page.FigureAsync("owed")));
        await using var again = await ProgramProcess.StartAsync(options with { Port = web.Port }, Cancel);
        await again.CompleteOneAsync();

        await Assertions.Expect(banner).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });
        await Assertions.Expect(page.GetByTestId("today-completed")).ToHaveTextAsync($"{completed + 1}", new LocatorAssertionsToHaveTextOptions { Timeout = 30_000 });
        await Suite.HoldsAsync(async () => Assert.Equal(await Sums.OwedAsync(again, "jinshui"), await page.FigureAsync("owed")));
        Assert.True(await page.IsMarkedAsync(), "the wall was reloaded");
    }
}

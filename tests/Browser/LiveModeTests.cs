using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

public sealed class LiveModeTests(Suite suite)
{
    [Fact]
    public async Task On_a_first_live_morning_the_wall_says_that_baselines_are_unconfirmed_and_shows_no_red()
    {
        using var data = new TemporaryFolder();
        await using var web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, Mode = "Live" }, TestContext.Current.CancellationToken);
        await using (var stranger = await suite.VisitAsync("/wall?view=far", web: web))
        {
            await Assertions.Expect(stranger.Page.GetByTestId("wall-unknown")).ToContainTextAsync("登录");
            Assert.Empty(await stranger.Page.ViolationsAsync());
        }

        await web.OpenFirstAdministratorAsync(TestContext.Current.CancellationToken);
        var first = (ProgramProcess.FirstName, ProgramProcess.FirstPassword);
        await using var wall = await suite.VisitAsync("/wall?view=far", web: web, signedIn: first);
        await wall.Page.GetByTestId("wall").WaitForAsync();
        await Assertions.Expect(wall.Page.GetByTestId("coverage")).ToContainTextAsync("17/17", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await wall.KeepAsync("wall-live");

        Assert.Equal("24", await wall.Page.GetByTestId("owed").InnerTextAsync());
        await Assertions.Expect(wall.Page.GetByTestId("tasks")).ToContainTextAsync("基线未确认");
        await Assertions.Expect(wall.Page.GetByTestId("mode")).ToHaveCountAsync(0);
        Assert.Equal(0, await wall.Page.Locator(".behind, .missed, .red").CountAsync());
        Assert.Empty(await wall.Page.OverflowAsync());
        Assert.Empty(await wall.Page.ViolationsAsync());

        await using var home = await suite.VisitAsync("/", 1440, 900, web: web, signedIn: first);
        await Assertions.Expect(home.Page.GetByTestId("mode")).ToContainTextAsync("正式");
        await Assertions.Expect(home.Page.GetByTestId("pause")).ToHaveCountAsync(0);
    }
}

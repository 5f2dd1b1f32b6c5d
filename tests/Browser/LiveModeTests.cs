using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

[Collection(Lanes.Second)]
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

    [Fact]
    public async Task In_a_live_system_the_office_is_led_to_its_second_factor_and_a_passkey_is_both()
    {
        using var data = new TemporaryFolder();
        await using var web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, Mode = "Live" }, TestContext.Current.CancellationToken);
        await web.OpenFirstAccountAsync(TestContext.Current.CancellationToken);
        await using var visit = await suite.VisitAsync(Passkeys.Localhost(web, "/sign-in?to=/plan"), 390, 844, web: web);
        var page = visit.Page;
        await page.HasPasskeysAsync();
        await page.GetByTestId("name").FillAsync(ProgramProcess.FirstName);
        await page.GetByTestId("password").FillAsync(ProgramProcess.FirstPassword);
        await visit.KeepAsync("sign-in-390");
        Assert.Empty(await page.ViolationsAsync());
        await page.GetByTestId("submit").ClickAsync();

        // Wherever it goes, it ends here.
        await page.GetByTestId("half").WaitForAsync();
        await page.GotoAsync(Passkeys.Localhost(web, "/plan"));
        await page.GetByTestId("half").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("sessions-panel")).ToHaveCountAsync(0);
        await visit.KeepAsync("account-half-390");
        Assert.Empty(await page.ViolationsAsync());
        await page.FitsAsync();

        await page.GetByTestId("add-passkey").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Passkeys.Localhost(web, "/plan"));
        await page.GotoAsync(Passkeys.Localhost(web, "/account"));
        await Assertions.Expect(page.GetByTestId("sessions-panel")).ToBeVisibleAsync();
        await page.GetByTestId("sign-out").ClickAsync();
        await page.EnterByPasskeyAsync(web, "首位管理员");
        await page.GotoAsync(Passkeys.Localhost(web, "/account"));
        await Assertions.Expect(page.GetByTestId("sessions-panel")).ToBeVisibleAsync();

        // By the password alone it gets no further than before, and makes no other factor.
        await page.GetByTestId("sign-out").ClickAsync();
        await page.GotoAsync(Passkeys.Localhost(web, "/sign-in"));
        await page.GetByTestId("name").FillAsync(ProgramProcess.FirstName);
        await page.GetByTestId("password").FillAsync(ProgramProcess.FirstPassword);
        await page.GetByTestId("submit").ClickAsync();
        await page.GetByTestId("set-up-authenticator").ClickAsync();
        await Assertions.Expect(page.GetByTestId("authenticator-panel").GetByTestId("faults")).ToContainTextAsync("您已有通行密钥");
    }
}

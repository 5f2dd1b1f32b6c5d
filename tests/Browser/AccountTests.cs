using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>我的账号 and the ways in, as a person goes through them.</summary>
[Collection(Lanes.Second)]
public sealed class AccountTests(Suite suite)
{
    private const string Password = ProgramProcess.DemonstrationPassword;

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task My_account_shows_who_I_am_what_I_may_do_and_where_I_am_signed_in(int width, int height)
    {
        await using var visit = await suite.VisitAsync("/account", width, height, signedIn: ("street", Password));
        var page = visit.Page;

        await Assertions.Expect(page.GetByTestId("rights")).ToContainTextAsync("街道工作人员");
        await Assertions.Expect(page.GetByTestId("session").First).ToContainTextAsync("本机");
        await Assertions.Expect(page.GetByTestId("authenticator-panel")).ToContainTextAsync("未开通");
        await visit.KeepAsync($"account-{width}");
        Assert.Empty(await page.ViolationsAsync());
        await page.FitsAsync();
    }

    [Fact]
    public async Task In_English_nothing_of_it_is_Chinese_but_names()
    {
        await using var visit = await suite.VisitAsync("/account?lang=en", 1440, 900, signedIn: ("street", Password));

        await Assertions.Expect(visit.Page.GetByTestId("rights")).ToContainTextAsync("Street: arranges and reports its own");
        await Assertions.Expect(visit.Page.GetByTestId("sessions-panel")).ToContainTextAsync("this one");
        await visit.KeepAsync("account-en");
        Assert.Empty(await visit.Page.ViolationsAsync());
    }

    [Fact]
    public async Task An_authenticator_is_set_up_used_and_removed()
    {
        await using var visit = await suite.VisitAsync("/account", 390, 844, signedIn: ("auditor", Password), anew: true);
        var page = visit.Page;
        await page.GetByTestId("set-up-authenticator").ClickAsync();
        await Assertions.Expect(page.GetByTestId("qr")).ToBeVisibleAsync();
        var authenticator = new Authenticator(await page.GetByTestId("authenticator-key").InnerTextAsync());
        await page.GetByTestId("qr").ScrollIntoViewIfNeededAsync();
        await visit.KeepAsync("account-qr-390");
        Assert.Empty(await page.ViolationsAsync());
        await page.FitsAsync();

        await page.GetByTestId("setup-code").FillAsync("12345");
        await page.GetByTestId("setup-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("authenticator-panel").GetByTestId("faults")).ToContainTextAsync("验证码不对");
        await page.GetByTestId("setup-code").FillAsync(authenticator.Next());
        await page.GetByTestId("setup-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("recovery-codes").Locator("code")).ToHaveCountAsync(10);
        await visit.KeepAsync("account-recovery-390");
        Assert.Empty(await page.ViolationsAsync());
        await page.FitsAsync();
        await page.GetByTestId("codes-kept").ClickAsync();
        await Assertions.Expect(page.GetByTestId("authenticator-on")).ToContainTextAsync("10");

        await page.GetByTestId("sign-out").ClickAsync();
        await page.GotoAsync("/sign-in?to=/account");
        await page.GetByTestId("name").FillAsync("auditor");
        await page.GetByTestId("password").FillAsync(Password);
        await page.GetByTestId("submit").ClickAsync();
        await page.GetByTestId("code").FillAsync(authenticator.Next());
        await page.GetByTestId("submit").ClickAsync();

        await page.GetByTestId("remove-authenticator").ClickAsync();
        await page.GetByTestId("removal-password").FillAsync(Password);
        await page.GetByTestId("removal").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已关闭");
    }

    [Fact]
    public async Task An_old_sign_in_asks_for_the_password_and_goes_on_with_what_was_begun()
    {
        await using var visit = await suite.VisitAsync("/account", 1440, 900, signedIn: ("community", Password));
        var page = visit.Page;
        var asked = 0;
        await page.RouteAsync("**/api/v1/account/authenticator", async route =>
        {
            if (++asked > 1) await route.ContinueAsync();
            else await route.FulfillAsync(new RouteFulfillOptions { Status = 403, ContentType = "application/problem+json", Body = """{"title":"old","errors":[{"field":"","code":"confirm","message":"old"}]}""" });
        });
        await page.GetByTestId("set-up-authenticator").ClickAsync();
        await page.GetByTestId("step-up-password").FillAsync("not the one");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("confirm").GetByTestId("faults")).ToContainTextAsync("口令不对");
        await visit.KeepAsync("account-step-up");
        Assert.Empty(await page.ViolationsAsync());

        await page.GetByTestId("step-up-password").FillAsync(Password);
        await page.GetByTestId("confirm-do").ClickAsync();

        await Assertions.Expect(page.GetByTestId("qr")).ToBeVisibleAsync();
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_passkey_is_added_named_used_to_sign_in_and_removed()
    {
        await using var visit = await suite.VisitAsync(Passkeys.Localhost(suite.Web, "/sign-in?to=/account"), 1440, 900);
        var page = visit.Page;
        await page.HasPasskeysAsync();
        await page.GetByTestId("as-inspector").ClickAsync();
        await page.GetByTestId("passkey-name").FillAsync("办公室电脑");
        await page.GetByTestId("add-passkey").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已添加");
        await page.GetByTestId("passkey-rename").ClickAsync();
        await page.GetByTestId("passkey-new-name").FillAsync("前台电脑");
        await page.GetByTestId("passkey-save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("passkey")).ToContainTextAsync("前台电脑");
        await visit.KeepAsync("account-passkey");
        Assert.Empty(await page.ViolationsAsync());

        await page.GetByTestId("sign-out").ClickAsync();
        await Assertions.Expect(page.GetByTestId("submit")).ToBeVisibleAsync();
        await visit.Page.EnterByPasskeyAsync(suite.Web, "验收人员");

        // Where the browser offers them as a name is typed, nothing has to be pressed.
        await page.GetByTestId("sign-out").ClickAsync();
        await Assertions.Expect(page.GetByTestId("to-sign-in")).ToBeVisibleAsync();
        await page.EvaluateAsync($"() => {{ window.name = '{Passkeys.Offering}'; }}");
        await page.GotoAsync(Passkeys.Localhost(suite.Web, "/sign-in?to=/"));
        await Assertions.Expect(page.GetByTestId("account")).ToContainTextAsync("验收人员");
        await page.EvaluateAsync("() => { window.name = ''; }");

        await page.GotoAsync(Passkeys.Localhost(suite.Web, "/account"));
        await page.GetByTestId("passkey-remove").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已删除");
        await page.GetByTestId("sign-out").ClickAsync();
        await page.GotoAsync(Passkeys.Localhost(suite.Web, "/sign-in?to=/"));
        await page.GetByTestId("passkey-sign-in").ClickAsync();
        await Assertions.Expect(page.GetByTestId("faults")).ToContainTextAsync("这个通行密钥不能登录");
    }
}

using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>扫码登记手机, between a leader's screen and a volunteer's hand.</summary>
public sealed class TeamTests(Suite suite)
{
    private static readonly (string, string) Leader = ("team-leader", ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task A_leader_shows_a_code_a_phone_is_enrolled_and_sees_that_it_is_revoked()
    {
        await using var team = await suite.VisitAsync("/team", 1440, 900, signedIn: Leader);
        var page = team.Page;
        await Assertions.Expect(page.GetByTestId("members")).ToContainTextAsync("志愿者");
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation)).ToContainTextAsync("志愿者队伍");
        await IsCleanAsync(team, "team");
        var (name, shown) = ($"张{Guid.NewGuid():n}"[..12], page.GetByTestId("shown"));
        await page.GetByTestId("name").FillAsync(name);
        await page.GetByTestId("show").ClickAsync();
        var link = await shown.GetByTestId("link").InputValueAsync();
        Assert.Matches("^http://127.0.0.1:\\d+/enrol#[A-Za-z0-9_-]{43}$", link);
        Assert.Equal(link, await QrReader.ReadAsync(shown.GetByTestId("qr")));
        await Assertions.Expect(page.GetByTestId("open-invitations")).ToContainTextAsync(name);
        await IsCleanAsync(team, "team-code");

        await using var phone = await suite.VisitAsync(link, 390, 844);
        await Assertions.Expect(phone.Page.GetByTestId("preview")).ToContainTextAsync("张＊＊");
        await Assertions.Expect(phone.Page.GetByTestId("preview")).Not.ToContainTextAsync(name);
        await IsCleanAsync(phone, "enrol-390", inHand: true);
        await phone.Page.GetByTestId("enrol").ClickAsync();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = name })).ToBeVisibleAsync();
        await Assertions.Expect(phone.Page.GetByTestId("own-phone")).ToContainTextAsync("这部手机已登记到 20");
        Assert.EndsWith("/field", phone.Page.Url);
        await IsCleanAsync(phone, "field-390", inHand: true);

        var member = page.GetByTestId("member").Filter(new LocatorFilterOptions { HasText = name });
        await Assertions.Expect(page.GetByTestId("used")).ToBeVisibleAsync();
        await Assertions.Expect(member.GetByTestId("phone")).ToContainTextAsync("Chrome");
        await IsCleanAsync(team, "team-member");
        await member.GetByTestId("revoke").ClickAsync();
        await Assertions.Expect(page.GetByTestId("confirm")).ToContainTextAsync(name);
        await IsCleanAsync(team, "team-revoke");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync($"已停用{name}");
        await Assertions.Expect(member).ToContainTextAsync("还没有登记手机");

        await Assertions.Expect(phone.Page.GetByTestId("phone-gone")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 10_000 });
        await IsCleanAsync(phone, "field-gone-390", inHand: true);
        await phone.Page.GotoAsync(link);
        await Assertions.Expect(phone.Page.GetByTestId("enrol-trouble")).ToContainTextAsync("请队长重新出示二维码");
        await IsCleanAsync(phone, "enrol-over-390", inHand: true);
    }

    [Fact]
    public async Task A_member_gets_another_phone_a_later_day_and_leaves()
    {
        await using var team = await suite.VisitAsync("/team", 1440, 900, signedIn: Leader);
        var page = team.Page;
        var name = $"李{Guid.NewGuid():n}"[..12];
        await using var first = await EnrolledAsync(page, name);
        var member = page.GetByTestId("member").Filter(new LocatorFilterOptions { HasText = name });

        await member.GetByTestId("extend").ClickAsync();
        var latest = (await page.GetByTestId("confirm").GetByTestId("until").GetAttributeAsync("max"))!;
        await page.GetByTestId("confirm").GetByTestId("until").FillAsync(latest);
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(member.GetByTestId("phone")).ToContainTextAsync($"用到 {latest[..4]}年");

        await member.GetByTestId("new-phone").ClickAsync();
        await page.GetByTestId("others-end").CheckAsync();
        await IsCleanAsync(team, "team-new-phone");
        await page.GetByTestId("show").ClickAsync();
        await using (var second = await suite.VisitAsync(await page.GetByTestId("link").InputValueAsync(), 390, 844))
        {
            await second.Page.GetByTestId("enrol").ClickAsync();
            await Assertions.Expect(second.Page.GetByTestId("own-phone")).ToBeVisibleAsync();
            await Assertions.Expect(first.Page.GetByTestId("phone-gone")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 10_000 });
            await Assertions.Expect(member.GetByTestId("phone")).ToHaveCountAsync(1);

            await member.GetByTestId("remove").ClickAsync();
            await page.GetByTestId("confirm-do").ClickAsync();
            await Assertions.Expect(member).ToHaveCountAsync(0);
            await Assertions.Expect(second.Page.GetByTestId("phone-gone")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 10_000 });
        }
    }

    [Fact]
    public async Task An_invitation_is_cancelled_and_what_is_wrong_with_one_is_said()
    {
        await using var team = await suite.VisitAsync("/team?lang=en", 390, 844, signedIn: Leader);
        var page = team.Page;
        await page.GetByTestId("name").FillAsync("Wang");
        await page.GetByTestId("show").ClickAsync();
        await Assertions.Expect(page.GetByTestId("qr")).ToBeVisibleAsync();
        await IsCleanAsync(team, "team-390-en");

        var open = page.GetByTestId("open-invitation").Filter(new LocatorFilterOptions { HasText = "Wang" });
        await open.GetByTestId("cancel-invitation").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("cancelled");
        await Assertions.Expect(open).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("used")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_phone_that_loses_the_network_half_way_tries_again_and_is_signed_out_by_its_holder()
    {
        await using var team = await suite.VisitAsync("/team", 1440, 900, signedIn: Leader);
        var link = await InviteAsync(team.Page, $"赵{Guid.NewGuid():n}"[..12]);
        await using var phone = await suite.VisitAsync(link, 390, 844);
        var page = phone.Page;
        await Assertions.Expect(page.GetByTestId("preview")).ToBeVisibleAsync();
        await page.RouteAsync("**/enrolment", route => route.AbortAsync());
        await page.GetByTestId("enrol").ClickAsync();
        await Assertions.Expect(page.GetByTestId("enrol-trouble")).ToContainTextAsync("没有连上服务");
        await IsCleanAsync(phone, "enrol-unreachable-390", inHand: true);
        await page.UnrouteAsync("**/enrolment");
        await page.GetByTestId("enrol").ClickAsync();
        await Assertions.Expect(page.GetByTestId("own-phone")).ToBeVisibleAsync();

        await page.GetByTestId("leave").ClickAsync();
        await IsCleanAsync(phone, "field-leave-390");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("phone-gone")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_office_chooses_a_team_and_others_find_none()
    {
        await using (var office = await suite.VisitAsync("/team?team=demonstration-team", 1440, 900, signedIn: ("programme", ProgramProcess.DemonstrationPassword)))
            await Assertions.Expect(office.Page.GetByTestId("members")).ToContainTextAsync("志愿者");

        await using (var inspector = await suite.VisitAsync("/team", 1440, 900, signedIn: ("inspector", ProgramProcess.DemonstrationPassword)))
        {
            await Assertions.Expect(inspector.Page.GetByTestId("team-forbidden")).ToBeVisibleAsync();
            await IsCleanAsync(inspector, "team-forbidden");
        }

        await using (var volunteer = await suite.VisitAsync("/", 390, 844, signedIn: ("volunteer", ProgramProcess.DemonstrationPassword)))
        {
            await volunteer.Page.GetByTestId("to-field").ClickAsync();
            await Assertions.Expect(volunteer.Page.GetByTestId("team")).ToBeVisibleAsync();
            await IsCleanAsync(volunteer, "field-no-phone-390", inHand: true);
        }

        await using var bare = await suite.VisitAsync("/enrol?lang=en", 390, 844);
        await Assertions.Expect(bare.Page.GetByTestId("enrol-trouble")).ToContainTextAsync("not whole");
        await IsCleanAsync(bare, "enrol-bare-390-en", inHand: true);
    }

    private static async Task<string> InviteAsync(IPage team, string name)
    {
        await team.GetByTestId("name").FillAsync(name);
        await team.GetByTestId("show").ClickAsync();
        return await team.GetByTestId("link").InputValueAsync();
    }

    private async Task<Visit> EnrolledAsync(IPage team, string name)
    {
        var phone = await suite.VisitAsync(await InviteAsync(team, name), 390, 844);
        await phone.Page.GetByTestId("enrol").ClickAsync();
        await Assertions.Expect(phone.Page.GetByTestId("own-phone")).ToBeVisibleAsync();
        await Assertions.Expect(team.GetByTestId("member").Filter(new LocatorFilterOptions { HasText = name }).GetByTestId("phone")).ToBeVisibleAsync();
        return phone;
    }

    /// <param name="inHand">Everything that is tapped is at least 48 high, and no text smaller than 15.</param>
    private static async Task IsCleanAsync(Visit visit, string picture, bool inHand = false)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        if (!inHand) return;
        Assert.Empty(await visit.Page.TextSmallerThanAsync(15));
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('button, a, input')].map(e => [e, e.getBoundingClientRect()]).filter(([, b]) => b.height < 48 || b.width < 48).map(([e]) => e.outerHTML.slice(0, 120))"));
    }
}

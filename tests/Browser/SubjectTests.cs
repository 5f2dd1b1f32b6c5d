using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>个人信息: masked for everybody, in full for a reason and a minute, and erased for good.</summary>
[Collection(Lanes.Second)]
public sealed class SubjectTests(Suite suite)
{
    /// <summary>Of nobody in the rehearsal.</summary>
    private const string Number = "13912345678";

    private const string Masked = "139****78";

    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task Somebody_is_recorded_shown_for_a_minute_by_keyboard_alone_and_erased_for_good()
    {
        await using (var hotline = await suite.VisitAsync("/subjects", 1440, 900, before: page => page.Clock.InstallAsync(), signedIn: As("operator")))
        {
            var page = hotline.Page;
            await page.GetByTestId("subjects").WaitForAsync();
            await Assertions.Expect(page.GetByTestId("erase")).ToHaveCountAsync(0);
            await Assertions.Expect(page.GetByTestId("rules")).ToHaveCountAsync(0);
            await IsCleanAsync(hotline, "subjects-operator");

            await RecordByKeyboardAsync(hotline);
            var row = page.GetByTestId("subject").Filter(new LocatorFilterOptions { HasText = Masked });
            await Assertions.Expect(row).ToContainTextAsync("花＊＊");
            await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync("5678");

            await RevealByKeyboardAsync(hotline, row);

            // The number is sent and stands in no address.
            await page.GetByTestId("phone-search").FillAsync("139 1234 5678");
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.GetByTestId("count")).ToContainTextAsync("找到 1 条");
            Assert.EndsWith("/subjects", page.Url);
            await page.GetByTestId("phone-search").FillAsync("13911111111");
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.GetByTestId("empty")).ToContainTextAsync("没有用这个号码的人");
            await IsCleanAsync(hotline, "subjects-not-found");
        }

        await using var office = await suite.VisitAsync("/subjects", 1440, 900, signedIn: As("programme"));
        var id = await EraseByKeyboardAsync(office);

        await using var auditor = await suite.VisitAsync("/subjects", 1440, 900, signedIn: As("auditor"));
        await Assertions.Expect(auditor.Page.GetByTestId("erasure").Filter(new LocatorFilterOptions { HasText = id })).ToContainTextAsync("区长效办");
        await Assertions.Expect(auditor.Page.GetByTestId("rules")).ToContainTextAsync("180");
        await Assertions.Expect(auditor.Page.GetByTestId("subjects")).ToHaveCountAsync(0);
        await IsCleanAsync(auditor, "subjects-auditor");
        await auditor.Page.GotoAsync($"/audit?subject=subject:{id}");
        await Assertions.Expect(auditor.Page.Locator("tr[data-action='revealed']")).ToContainTextAsync("热线话务员");
        await Assertions.Expect(auditor.Page.Locator("tr[data-action='erased']")).ToContainTextAsync("区长效办");
    }

    [Fact]
    public async Task The_office_holds_somebody_and_lifts_it()
    {
        await using var office = await suite.VisitAsync("/subjects?lang=en", 1440, 900, signedIn: As("programme"));
        var page = office.Page;
        await page.GetByTestId("kind").SelectOptionAsync("resident");
        await Assertions.Expect(page.GetByTestId("subject").Filter(new LocatorFilterOptions { HasText = "Caller" })).ToHaveCountAsync(0);
        await page.GetByTestId("hold").First.ClickAsync();
        await page.GetByTestId("hold-reason").FillAsync("诉讼未结");
        await IsCleanAsync(office, "subjects-hold-en");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("On hold until");
        var held = page.Locator("[data-state=held]");
        await Assertions.Expect(held).ToContainTextAsync("诉讼未结");
        await IsCleanAsync(office, "subjects-held-en");

        await page.GetByTestId("lift").PressAsync("Enter");
        await page.GetByTestId("confirm-do").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("lifted");
        await Assertions.Expect(held).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_leader_sees_the_own_team_alone_and_others_are_told_that_it_is_not_for_them()
    {
        await using (var leader = await suite.VisitAsync("/subjects", 390, 844, signedIn: As("team-leader")))
        {
            await Assertions.Expect(leader.Page.GetByTestId("subject")).ToHaveCountAsync(1);
            await Assertions.Expect(leader.Page.GetByTestId("subject")).ToContainTextAsync("志愿者");
            await IsCleanAsync(leader, "subjects-leader-390");
            await leader.Page.GetByTestId("record").ClickAsync();
            await Assertions.Expect(leader.Page.GetByTestId("record-account")).ToContainTextAsync("志愿者");
            await IsCleanAsync(leader, "subjects-record-390");
        }

        await using (var hotline = await suite.VisitAsync("/subjects?lang=en", 390, 844, signedIn: As("supervisor")))
        {
            await hotline.Page.GetByTestId("reveal").First.ClickAsync();
            await IsCleanAsync(hotline, "subjects-reveal-390-en");
        }

        await using var street = await suite.VisitAsync("/subjects", 1440, 900, signedIn: As("street"));
        await Assertions.Expect(street.Page.GetByTestId("subjects-forbidden")).ToBeVisibleAsync();
        await Assertions.Expect(street.Page.Locator("nav a[href='/subjects']")).ToHaveCountAsync(0);
    }

    private static async Task RecordByKeyboardAsync(Visit hotline)
    {
        var page = hotline.Page;
        await page.GetByTestId("record").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("record-kind")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("花演练");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("139");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("faults")).ToContainTextAsync("应为手机号");
        await IsCleanAsync(hotline, "subjects-record-faults");
        await page.Keyboard.TypeAsync(Number[3..]);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已登记");
        await Assertions.Expect(page.GetByTestId("said")).ToBeFocusedAsync();
    }

    private static async Task RevealByKeyboardAsync(Visit hotline, ILocator row)
    {
        var page = hotline.Page;
        await row.GetByTestId("reveal").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("reason")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByTestId("confirm-do")).ToBeDisabledAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByTestId("field-phone")).ToBeCheckedAsync();
        await IsCleanAsync(hotline, "subjects-reveal");
        await page.GetByTestId("note").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("shown")).ToContainTextAsync(Number);
        await Assertions.Expect(page.GetByTestId("audited")).ToContainTextAsync("已记入审计，原因：回访");
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "全部内容" })).ToBeFocusedAsync();
        await IsCleanAsync(hotline, "subjects-revealed");

        // The page's own clock: nobody waits a minute.
        await page.Clock.FastForwardAsync(60_000);
        await Assertions.Expect(page.GetByTestId("shown")).ToContainTextAsync(Masked);
        await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync(Number);
        await Assertions.Expect(page.GetByTestId("shown-state")).ToContainTextAsync("已重新遮盖");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByTestId("confirm")).ToHaveCountAsync(0);
        await Assertions.Expect(row.GetByTestId("reveal")).ToBeFocusedAsync();
    }

    /// <returns>Who was erased.</returns>
    private static async Task<string> EraseByKeyboardAsync(Visit office)
    {
        var page = office.Page;
        var row = page.GetByTestId("subject").Filter(new LocatorFilterOptions { HasText = Masked });
        await Assertions.Expect(page.GetByTestId("reveal")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("rules")).ToContainTextAsync("可以写入");
        await IsCleanAsync(office, "subjects-office");
        var id = await row.GetAttributeAsync("data-id") ?? throw new InvalidOperationException("no id");
        await row.GetByTestId("erase").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("stays")).ToContainTextAsync("业务记录和统计数字都保留");
        await IsCleanAsync(office, "subjects-erase");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.GetByTestId("note").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已删除");
        await Assertions.Expect(page.GetByTestId("said")).ToBeFocusedAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("erasure").Filter(new LocatorFilterOptions { HasText = id })).ToContainTextAsync("本人要求删除");
        await Assertions.Expect(page.GetByTestId("ledger")).Not.ToContainTextAsync("花");
        await IsCleanAsync(office, "subjects-erased");
        return id;
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }
}

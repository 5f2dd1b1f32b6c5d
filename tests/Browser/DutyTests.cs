using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

public sealed class DutyTests(Suite suite)
{
    private const string Place = "wenhualu";

    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task The_office_names_a_lead_by_keyboard_sees_who_is_missing_and_hands_over()
    {
        await using var office = await suite.VisitAsync($"/duties?place={Place}", 1440, 900, signedIn: As("programme"));
        var page = office.Page;
        await Assertions.Expect(page.GetByTestId("roster")).ToContainTextAsync("未录责任人");
        var (all, missing) = await CountAsync(page);
        Assert.Equal(all, missing);
        await IsCleanAsync(office, "duties-roster");

        // By keyboard alone: open, choose, confirm.
        await page.GetByTestId("post-whole").GetByTestId("arrange").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("confirm")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("do-assign")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByTestId("who").Locator("option").First).ToBeAttachedAsync();
        await IsCleanAsync(office, "duties-arrange");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("区长效办");
        await Assertions.Expect(page.GetByTestId("who").Locator("option")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByTestId("confirm-do")).ToBeEnabledAsync();
        await page.GetByTestId("from").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已指定区长效办为责任人");
        await Assertions.Expect(page.GetByTestId("said")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByTestId("post-whole").GetByTestId("lead")).ToContainTextAsync("区长效办");
        Assert.Equal((all, missing - 1), await CountAsync(page));

        // What is wrong is said in the dialog, and Escape leaves it.
        await page.GetByTestId("post-whole").GetByTestId("arrange").ClickAsync();
        await page.GetByTestId("do-standIn").CheckAsync();
        await page.GetByTestId("find").FillAsync("区长效办");
        await Assertions.Expect(page.GetByTestId("who").Locator("option")).ToHaveCountAsync(1);
        await page.GetByTestId("who").SelectOptionAsync("demonstration-programme");
        await page.GetByTestId("until").FillAsync(await suite.Web.TodayAsync());
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("faults")).ToContainTextAsync("不能代理自己");
        await IsCleanAsync(office, "duties-faults");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByTestId("confirm")).ToHaveCountAsync(0);

        // Handed over to the host, who may accept in person.
        await page.GetByTestId("post-whole").GetByTestId("arrange").ClickAsync();
        await page.GetByTestId("do-handOver").CheckAsync();
        await page.GetByTestId("find").FillAsync("演练主持人");
        await Assertions.Expect(page.GetByTestId("who").Locator("option")).ToHaveCountAsync(1);
        await page.GetByTestId("who").SelectOptionAsync("demonstration-host");
        await page.GetByTestId("note").FillAsync("台账未交");
        await IsCleanAsync(office, "duties-hand-over");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("open")).ToContainTextAsync("台账未交");
        await IsCleanAsync(office, "duties-open");

        await using (var host = await suite.VisitAsync("/duties", 1440, 900, signedIn: As("host")))
        {
            await host.Page.GetByTestId("waiting").GetByTestId("accept").ClickAsync();
            await IsCleanAsync(host, "duties-accept");
            await host.Page.GetByTestId("confirm-do").ClickAsync();
            await Assertions.Expect(host.Page.GetByTestId("said")).ToContainTextAsync("已接收交接");
            await Assertions.Expect(host.Page.GetByTestId("own")).ToContainTextAsync("文化路街道");
        }

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("post-whole").GetByTestId("lead")).ToContainTextAsync("演练主持人");
        await page.GetByTestId("day").FillAsync("2013-09-25");
        await Assertions.Expect(page.GetByTestId("as-of")).ToContainTextAsync("9月25日");
        await Assertions.Expect(page.GetByTestId("post-whole").GetByTestId("lead")).ToContainTextAsync("未录责任人");
        await page.GetByTestId("to-today").ClickAsync();
        await Assertions.Expect(page.GetByTestId("as-of")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task All_streets_stand_side_by_side_and_a_street_sees_its_own()
    {
        await using (var office = await suite.VisitAsync("/duties?view=matrix", 1440, 900, signedIn: As("leadership")))
        {
            await Assertions.Expect(office.Page.GetByTestId("matrix")).ToContainTextAsync("未录");
            var (all, missing) = await CountAsync(office.Page);
            Assert.InRange(missing, 1, all - 1);
            Assert.Equal(missing, await office.Page.GetByTestId("matrix").GetByText("未录", new LocatorGetByTextOptions { Exact = true }).CountAsync());
            await IsCleanAsync(office, "duties-matrix");
            await office.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "文化路街道" }).ClickAsync();
            await Assertions.Expect(office.Page.GetByTestId("roster")).ToBeVisibleAsync();
            await Assertions.Expect(office.Page.GetByTestId("arrange")).ToHaveCountAsync(0);
        }

        await using (var street = await suite.VisitAsync("/duties", 1440, 900, signedIn: As("street")))
        {
            await Assertions.Expect(street.Page.GetByTestId("own")).ToContainTextAsync("街道");
            await Assertions.Expect(street.Page.GetByTestId("arrange").First).ToBeVisibleAsync();
            await IsCleanAsync(street, "duties-street");
            await street.Page.GotoAsync("/duties?place=jinshui");
            await Assertions.Expect(street.Page.GetByTestId("duties-forbidden")).ToBeVisibleAsync();
            await IsCleanAsync(street, "duties-forbidden");
        }

        await using (var unit = await suite.VisitAsync("/duties", 1440, 900, signedIn: As("lead-unit")))
        {
            await Assertions.Expect(unit.Page.GetByTestId("count")).ToContainTextAsync("共 1 项");
            await IsCleanAsync(unit, "duties-lead-unit");
        }

        await using var community = await suite.VisitAsync("/duties?lang=en", 390, 844, signedIn: As("community"));
        await Assertions.Expect(community.Page.GetByTestId("count")).ToContainTextAsync("unnamed");
        await IsCleanAsync(community, "duties-390-en");
    }

    [Fact]
    public async Task The_evidence_says_who_answers_today_to_who_is_signed_in_alone()
    {
        const string path = "/evidence/wenhualu?line=service-station&figure=owed";
        await using (var office = await suite.VisitAsync(path, 1440, 900, signedIn: As("leadership")))
        {
            var answers = office.Page.GetByTestId("who-answers");
            await Assertions.Expect(answers).ToContainTextAsync("负责");
            await Assertions.Expect(answers.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("未录责任人");
            await IsCleanAsync(office, "duties-evidence");
        }

        await using var nobody = await suite.VisitAsync(path, 1440, 900);
        await Assertions.Expect(nobody.Page.Locator("blockquote").First).ToBeVisibleAsync();
        await nobody.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(nobody.Page.GetByTestId("who-answers")).ToHaveCountAsync(0);
    }

    /// <summary>All posts, and those that nobody has.</summary>
    private static async Task<(int All, int Missing)> CountAsync(IPage page)
    {
        var numbers = System.Text.RegularExpressions.Regex.Matches(await page.GetByTestId("count").InnerTextAsync(), "[0-9]+");
        return (int.Parse(numbers[0].Value, System.Globalization.CultureInfo.InvariantCulture), int.Parse(numbers[1].Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }
}

using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>街道工作台 and the page of one target: what is asked of a street and where it stands, and reports made from where they are due.</summary>
public sealed class WorkbenchTests(Suite suite)
{
    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task A_street_sees_its_lines_and_its_day_and_reports_what_is_built_with_a_photo()
    {
        await using var street = await suite.VisitAsync("/streets", 1440, 900, signedIn: As("street"));
        var page = street.Page;
        await page.GetByTestId("workbench").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "北林路街道", Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("line-governance-station")).ToContainTextAsync("区综治办");
        await Assertions.Expect(page.GetByTestId("roster")).ToContainTextAsync("按名册 9 个社区计");
        await IsCleanAsync(street, "workbench");

        // Without a mouse: the counts filter, and pressed again they do not.
        await page.GetByTestId("count-baselineUnconfirmed").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("line-governance-station")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("line-kindergarten")).ToBeVisibleAsync();
        await page.GetByTestId("count-baselineUnconfirmed").PressAsync("Enter");
        await page.GetByTestId("line-governance-station").WaitForAsync();

        var row = page.GetByTestId("to-report").Locator("li:has(button)").First;
        var id = (await row.GetAttributeAsync("data-testid"))!["report-".Length..];
        await row.GetByRole(AriaRole.Button).PressAsync("Enter");
        await page.GetByTestId("report").WaitForAsync();
        if (await page.GetByTestId("stage-completed").CountAsync() > 0) await page.GetByTestId("stage-completed").PressAsync("Space");
        await page.GetByTestId("photos").SetInputFilesAsync(ServicePointTests.Picture(640, 480));
        await IsCleanAsync(street, "workbench-report");
        await page.GetByTestId("confirm-do").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("fault")).ToContainTextAsync("说明");
        await page.GetByTestId("note").FillAsync("已建成，人员到位。");
        await page.GetByTestId("confirm-do").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已提交报竣材料");

        // Nobody checks what they sent: it is left out, and says so.
        await Assertions.Expect(page.GetByTestId($"check-{id}")).ToContainTextAsync("您本人提交");
        await Assertions.Expect(page.GetByTestId("checks-pass")).ToBeDisabledAsync();
        await Assertions.Expect(page.GetByTestId($"report-{id}")).ToHaveCountAsync(0);
        await IsCleanAsync(street, "workbench-checks");
    }

    [Fact]
    public async Task A_table_goes_out_comes_back_and_is_entered_as_far_as_it_is_chosen()
    {
        await using var street = await suite.VisitAsync("/streets", 1440, 900, signedIn: As("street"));
        var page = street.Page;
        await page.GetByTestId("workbench").WaitForAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("sheet-export").ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);

        var row = page.GetByTestId("to-report").Locator("li:has(button)").Filter(new LocatorFilterOptions { HasText = "天未报" }).Last;
        var id = (await row.GetAttributeAsync("data-testid"))!["report-".Length..];
        await page.GetByTestId("sheet-file").SetInputFilesAsync(new FilePayload
        {
            Name = "进度表.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes($"编号,新阶段,日期,说明\n{id},报竣,,已建成\nnobody,报竣,,\n"),
        });
        await Assertions.Expect(page.GetByTestId("sheet-counts")).ToContainTextAsync("有错误 1 行");
        await Assertions.Expect(page.GetByTestId("sheet-row-3")).ToContainTextAsync("请不要改编号");
        await IsCleanAsync(street, "workbench-sheet");
        await page.GetByTestId("confirm-do").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("按表格上报了 1 处");
        await Assertions.Expect(page.GetByTestId($"report-{id}")).ToContainTextAsync("缺材料");
    }

    [Fact]
    public async Task Leadership_opens_any_street_in_both_languages_and_changes_nothing_there()
    {
        await using var leader = await suite.VisitAsync("/streets/nanyanglu?lang=en", 1920, 1080, signedIn: As("leadership"));
        var page = leader.Page;
        await page.GetByTestId("workbench").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("report-progress")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("lines")).ToContainTextAsync("Governance station");
        await IsCleanAsync(leader, "workbench-en");
        await page.GetByTestId("street").SelectOptionAsync("wenhualu");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "文化路街道" })).ToBeVisibleAsync();
        await page.GetByTestId("workbench").WaitForAsync();

        await page.GotoAsync(new Uri(new Uri(page.Url), "/streets/none").ToString());
        await page.GetByTestId("workbench-none").WaitForAsync();
    }

    [Fact]
    public async Task In_a_hand_the_days_work_comes_first()
    {
        await using var phone = await suite.VisitAsync("/streets", 390, 844, signedIn: As("street"));
        await phone.Page.GetByTestId("workbench").WaitForAsync();
        var (todo, lines) = (await phone.Page.GetByTestId("todo").BoundingBoxAsync(), await phone.Page.GetByTestId("lines").BoundingBoxAsync());
        Assert.True(todo!.Y < lines!.Y);
        await IsCleanAsync(phone, "workbench-390");
    }

    [Fact]
    public async Task A_target_has_its_trajectories_its_course_and_the_same_elsewhere()
    {
        await using var leader = await suite.VisitAsync("/alerts", 1440, 900, signedIn: As("leadership"));
        var page = leader.Page;
        await page.GetByTestId("to-target").ClickAsync();
        await page.GetByTestId("target").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("charts").GetByTestId("chart")).ToHaveCountAsync(2);
        await Assertions.Expect(page.GetByTestId("ladder")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("happened")).ToContainTextAsync("预警");
        await IsCleanAsync(leader, "target");
        await page.GetByTestId("elsewhere").GetByRole(AriaRole.Link).Nth(1).ClickAsync();
        await page.GetByTestId("target").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("supervise")).ToBeVisibleAsync();

        await using var phone = await suite.VisitAsync("/targets/beilinlu/day-care?lang=en", 390, 844, signedIn: As("street"));
        await phone.Page.GetByTestId("charts").GetByTestId("chart").First.WaitForAsync();
        await IsCleanAsync(phone, "target-390-en");
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}

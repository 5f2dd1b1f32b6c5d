using System.Text.Json;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>验收: a standard is written, a community shows what it built, its street checks it, the office plans the inspection; and what the district owes is given to streets.</summary>
[Collection(Lanes.Second)]
public sealed class AcceptanceTests(Suite suite)
{
    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task What_a_community_built_is_shown_checked_and_planned_by_the_lines_standard()
    {
        var (id, line) = await UnderWayAsync();
        await using var lead = await suite.VisitAsync($"/lines/{line}/standard", 1440, 900, signedIn: As("host"));
        await WriteAsync(lead);

        await using var community = await suite.VisitAsync($"/acceptance?facility={id}", 1440, 900, signedIn: As("community"));
        var page = community.Page;
        await Assertions.Expect(page.GetByTestId("list-report")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByTestId("do-report").PressAsync("Enter");
        await page.GetByTestId("note").FillAsync("器材已安装到位，已向居民开放。");
        await page.GetByTestId("photos").SetInputFilesAsync(new FilePayload { Name = "a.jpg", MimeType = "image/jpeg", Buffer = await page.ScreenshotAsync(new PageScreenshotOptions { Type = ScreenshotType.Jpeg }) });
        await Assertions.Expect(page.GetByTestId("confirm-do")).ToBeEnabledAsync();
        await IsCleanAsync(community, "acceptance-report");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("材料已提交");
        await Assertions.Expect(page.GetByTestId("case-state")).ToHaveTextAsync("待街道核查");
        await Assertions.Expect(page.GetByTestId("photo")).ToHaveCountAsync(1);
        // Whoever sent it takes it back, and checks nothing.
        await Assertions.Expect(page.GetByTestId("do-takeBack")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("do-pass")).ToHaveCountAsync(0);

        await using var street = await suite.VisitAsync($"/acceptance?facility={id}", 390, 844, signedIn: As("street"));
        await street.Page.GetByTestId("do-pass").WaitForAsync();
        await IsCleanAsync(street, "acceptance-390");
        await street.Page.GetByTestId("do-pass").ClickAsync();
        await street.Page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(street.Page.GetByTestId("case-state")).ToHaveTextAsync("待安排验收");

        await using var office = await suite.VisitAsync("/acceptance", 1440, 900, signedIn: As("programme"));
        page = office.Page;
        await page.GetByTestId($"row-{id}").Locator("button.row").FocusAsync();
        await page.Keyboard.PressAsync("x");
        await page.GetByTestId("plan-many").ClickAsync();
        await page.GetByTestId("member").First.CheckAsync();
        await IsCleanAsync(office, "acceptance-plan");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已安排 1 处");
        await page.GetByTestId("list-inspect").ClickAsync();
        await page.GetByTestId($"row-{id}").Locator("button.row").ClickAsync();
        await Assertions.Expect(page.GetByTestId("inspection")).ToContainTextAsync("按细则第 1 版");
        await IsCleanAsync(office, "acceptance-planned");
    }

    [Fact]
    public async Task What_the_district_owes_is_given_to_streets_with_its_sum_in_sight()
    {
        await using var office = await suite.VisitAsync("/lines/training/allocation", 1440, 900, signedIn: As("programme"));
        var page = office.Page;
        var share = page.Locator("[data-testid^=share-]").First;
        await share.FillAsync("9");
        await Assertions.Expect(page.GetByTestId("sum")).ToContainTextAsync("还差 1");
        await Assertions.Expect(page.GetByTestId("save")).ToBeDisabledAsync();
        await share.FillAsync("10");
        await Assertions.Expect(page.GetByTestId("sum")).ToContainTextAsync("正好");
        await page.GetByTestId("reason").FillAsync("区长效办会议纪要 12 号");
        await IsCleanAsync(office, "allocation");
        await page.GetByTestId("reason").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("第 1 版已保存");
        await Assertions.Expect(page.GetByTestId("versions")).ToContainTextAsync("区长效办会议纪要 12 号");

        await using var street = await suite.VisitAsync("/lines/training/allocation", 390, 844, signedIn: As("leadership"));
        await Assertions.Expect(street.Page.GetByTestId("versions")).ToContainTextAsync("0 → 10");
        await Assertions.Expect(street.Page.GetByTestId("save")).ToHaveCountAsync(0);
        await IsCleanAsync(street, "allocation-390");
    }

    /// <summary>A facility of the demonstration's community that is not accepted, of a line for which the plan offers a standard.</summary>
    private async Task<(string Id, string Line)> UnderWayAsync()
    {
        var all = await suite.Web.GetAsync("facilities?place=beilinlu-guangdian&limit=200");
        foreach (var one in all.GetProperty("items").EnumerateArray().Where(f => Word(f, "stage") != "accepted" && Word(f, "standing") == "active"))
        {
            var standard = await suite.Web.GetAsync($"lines/{Word(one, "line")}/standard");
            if (!standard.TryGetProperty("inForce", out _) && standard.GetProperty("offered").GetProperty("items").GetArrayLength() > 0) return (Word(one, "id"), Word(one, "line"));
        }

        throw new InvalidOperationException("every facility of the community is accepted");
    }

    private static string Word(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static async Task WriteAsync(Visit lead)
    {
        var page = lead.Page;
        await page.GetByTestId("none").WaitForAsync();
        await page.GetByTestId("write").PressAsync("Enter");
        var weight = page.GetByTestId("item-0").GetByTestId("weight");
        var was = await weight.InputValueAsync();
        await weight.FillAsync("1");
        if (was != "1") await Assertions.Expect(page.GetByTestId("save")).ToBeDisabledAsync();
        await weight.FillAsync(was);
        await Assertions.Expect(page.GetByTestId("sum")).ToContainTextAsync("正好");
        await IsCleanAsync(lead, "standard-form");
        await page.GetByTestId("save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("第 1 版已保存并生效");
        await Assertions.Expect(page.GetByTestId("items")).ToBeVisibleAsync();
        await IsCleanAsync(lead, "standard");
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}

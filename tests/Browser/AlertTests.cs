using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>预警台: read by street, acknowledged by keyboard, and read in a hand.</summary>
[Collection(Lanes.Second)]
public sealed class AlertTests(Suite suite)
{
    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task Who_answers_for_it_acknowledges_by_keyboard_and_sees_the_row_change()
    {
        await using var answering = await suite.VisitAsync("/alerts", 1440, 900, signedIn: As("host"));
        var page = answering.Page;
        await page.GetByTestId("alerts").WaitForAsync();
        await IsCleanAsync(answering, "alerts");

        await page.GetByTestId("handling-all").PressAsync("Enter");
        await page.GetByTestId("handling-unacknowledged").Or(page.GetByTestId("handling-escalated")).First.WaitForAsync();
        var waiting = page.Locator("[data-testid^=alert-]").Filter(new LocatorFilterOptions { HasNotText = "已确认·承诺" }).Filter(new LocatorFilterOptions { HasNotText = "达标" });
        var id = await waiting.First.GetAttributeAsync("data-testid");
        var row = page.GetByTestId(id!);
        await row.Locator("button.row").FocusAsync();
        await Assertions.Expect(row.Locator("[aria-current]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByTestId("ladder")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("c");
        await page.GetByTestId("promise").WaitForAsync();
        await IsCleanAsync(answering, "alerts-promise");
        await page.GetByTestId("reason-money").PressAsync("Space");
        await page.GetByTestId("plan").FillAsync("用房已腾出，月底前设备到位。");
        await page.GetByTestId("on").PressAsync("Enter");

        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("已确认，承诺");
        await Assertions.Expect(row).ToContainTextAsync("已确认·承诺");
        await Assertions.Expect(row.Locator("button.row")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByTestId("promised")).ToContainTextAsync("用房已腾出");
        await Assertions.Expect(page.GetByTestId("happened")).ToContainTextAsync("原因：资金");
        await IsCleanAsync(answering, "alerts-acknowledged");
    }

    [Fact]
    public async Task Arrows_go_from_row_to_row_and_a_page_at_a_time_and_words_are_found()
    {
        await using var office = await suite.VisitAsync("/alerts", 1440, 900, signedIn: As("programme"));
        var page = office.Page;
        await page.GetByTestId("alerts").WaitForAsync();
        await IsCleanAsync(office, "alerts-district");

        await page.Keyboard.PressAsync("ArrowDown");
        var first = await FocusedAsync(page);
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.NotEqual(first, await FocusedAsync(page));
        await page.Keyboard.PressAsync("PageUp");
        Assert.Equal(first, await FocusedAsync(page));
        await Assertions.Expect(page.GetByTestId("charts").GetByTestId("chart").First).ToBeVisibleAsync();
        await IsCleanAsync(office, "alerts-district-chart");

        // The office may silence and close, and leaves it to others to promise.
        await Assertions.Expect(page.GetByTestId("do-silence")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("do-acknowledge")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("没有这样的预警");
        await Assertions.Expect(page.GetByTestId("alerts-none")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task In_a_hand_the_list_comes_first_and_what_is_opened_after_it()
    {
        await using var phone = await suite.VisitAsync("/alerts", 390, 844, signedIn: As("leadership"));
        await phone.Page.GetByTestId("alerts").WaitForAsync();
        await Assertions.Expect(phone.Page.GetByTestId("alert")).ToHaveCountAsync(0);
        await IsCleanAsync(phone, "alerts-390");

        await phone.Page.Locator("[data-testid^=alert-] button.row").First.ClickAsync();
        await Assertions.Expect(phone.Page.GetByTestId("alert")).ToContainTextAsync("由街道、社区或牵头单位确认并承诺");
        await IsCleanAsync(phone, "alerts-390-one");
        await phone.Page.GetByTestId("to-list").ClickAsync();
        await Assertions.Expect(phone.Page.GetByTestId("alerts")).ToBeVisibleAsync();
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.closest('li')?.dataset.testid ?? ''");

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}

using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>电话抽查: read by streets, called and recorded by an inspector without a mouse.</summary>
[Collection(Lanes.Second)]
public sealed class PointCheckTests(Suite suite)
{
    private const string Street = "beilinlu";

    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task An_inspector_records_a_call_by_keyboard_and_the_street_hears_what_was_wrong()
    {
        // By its page: a test beside this one renames points.
        string point;
        await using (var inspector = await suite.VisitAsync("/service-points/checks", 1440, 900, signedIn: As("inspector")))
        {
            var page = inspector.Page;
            await Assertions.Expect(page.GetByTestId($"check-{Street}")).ToContainTextAsync("/30");
            await IsCleanAsync(inspector, "checks");

            await page.GetByTestId($"check-{Street}").GetByRole(AriaRole.Link).Last.PressAsync("Enter");
            await page.GetByTestId("right").WaitForAsync();
            await page.Keyboard.PressAsync("ArrowDown");
            point = (await page.GetByTestId("checked").Locator("a[href^='/service-points/']").First.GetAttributeAsync("href"))!;
            var number = await page.GetByTestId("sample").Locator("[aria-current]").GetAttributeAsync("data-key");
            await page.Keyboard.PressAsync("b");
            await Assertions.Expect(page.GetByTestId("field-name")).ToBeFocusedAsync();
            await IsCleanAsync(inspector, "checks-one-wrong");
            await page.GetByTestId("field-other").PressAsync("Space");
            await page.GetByTestId("note").FillAsync("新号码 0371-63812345");
            await RecordAsync(page);
            await Assertions.Expect(page.GetByTestId("checked")).ToContainTextAsync("备注不写电话和证件号码");
            await page.GetByTestId("note").FillAsync("改名了");
            await RecordAsync(page);
            await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("：已记“不一致”");

            // One key does not change what stands: it is asked first.
            var row = page.GetByTestId("sample").Locator($"[data-key='{number}']");
            await row.FocusAsync();
            await page.Keyboard.PressAsync("y");
            await Assertions.Expect(page.GetByTestId("confirm")).ToBeVisibleAsync();
            await IsCleanAsync(inspector, "checks-one-change");
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(row).ToContainTextAsync("不一致");
        }

        await using (var street = await suite.VisitAsync($"/service-points/due?place={Street}", 1440, 900, signedIn: As("street")))
        {
            var link = street.Page.GetByTestId("found-wrong").Locator($"a[href='{point}']");
            await Assertions.Expect(street.Page.GetByTestId("found-wrong").GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { Has = street.Page.Locator($"a[href='{point}']") })).ToContainTextAsync("其他");
            await IsCleanAsync(street, "checks-due");
            await link.First.ClickAsync();
            await Assertions.Expect(street.Page.GetByTestId("found")).ToContainTextAsync("电话抽查不一致：其他");
            await Assertions.Expect(street.Page.GetByTestId("history")).ToContainTextAsync("电话抽查不一致");
            await IsCleanAsync(street, "checks-found");
            await street.Page.GotoAsync(new Uri(new Uri(street.Page.Url), $"/service-points/checks/{Street}-2013q4").ToString());
            await Assertions.Expect(street.Page.GetByTestId("checked")).ToContainTextAsync("由区长效办或验收人员拨打并记录");
            await Assertions.Expect(street.Page.GetByTestId("right")).ToHaveCountAsync(0);
        }

        await using var phone = await suite.VisitAsync("/service-points/checks", 390, 844, signedIn: As("leadership"));
        await Assertions.Expect(phone.Page.GetByTestId($"check-{Street}")).ToContainTextAsync("/30");
        await IsCleanAsync(phone, "checks-390");
    }

    /// <summary>By the field's Enter; of one that somebody called before it is asked whether the result is to change.</summary>
    private static async Task RecordAsync(IPage page)
    {
        var (answered, asked) = (page.GetByTestId("said").Filter(new LocatorFilterOptions { HasText = "已记" }).Or(page.GetByTestId("faults")), page.GetByTestId("confirm-do"));
        await page.GetByTestId("note").PressAsync("Enter");
        await answered.Or(asked).First.WaitForAsync();
        if (await asked.IsVisibleAsync()) await asked.ClickAsync();
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}

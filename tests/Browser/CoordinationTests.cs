using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>需协调事项: raised by a street, taken and answered by the lead unit, returned, answered again and settled.</summary>
[Collection(Lanes.Second)]
public sealed class CoordinationTests(Suite suite)
{
    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task What_blocks_a_street_goes_to_the_lead_unit_and_back_until_the_street_settles_it()
    {
        await using var street = await suite.VisitAsync("/coordinations", 1440, 900, signedIn: As("street"));
        var page = street.Page;
        await page.GetByTestId("empty").Or(page.GetByTestId("matters")).WaitForAsync();
        await page.Keyboard.PressAsync("a");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("fault").First).ToBeVisibleAsync();
        await page.GetByTestId("lead").SelectOptionAsync("service-centre");
        await page.GetByTestId("text").FillAsync("便民服务中心用房被占用，请协调腾退。");
        await IsCleanAsync(street, "coordination-raise");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("matter-stage")).ToHaveTextAsync("待受理");
        await IsCleanAsync(street, "coordination");
        var matter = new Uri(page.Url).AbsolutePath;

        await using var lead = await suite.VisitAsync("/coordinations", 1440, 900, signedIn: As("lead-unit"));
        await lead.Page.GetByTestId("matters").WaitForAsync();
        await IsCleanAsync(lead, "coordinations");
        await lead.Page.Locator($"a[href='{matter}']").ClickAsync();
        await DoAsync(lead.Page, "take", null, "办理中");
        await DoAsync(lead.Page, "answer", "已发函，月底腾退。", "已答复");
        await Assertions.Expect(lead.Page.GetByTestId("do-settle")).ToHaveCountAsync(0);

        await page.ReloadAsync();
        await DoAsync(page, "return", "请明确腾退日期。", "退回再办");
        await lead.Page.ReloadAsync();
        await DoAsync(lead.Page, "answer", "12月20日前腾退完毕。", "已答复");
        await page.ReloadAsync();
        await DoAsync(page, "settle", "", "已办结");
        await Assertions.Expect(page.GetByTestId("course")).ToContainTextAsync("12月20日前腾退完毕");

        await using var phone = await suite.VisitAsync("/coordinations?stage=settled&lang=en", 390, 844, signedIn: As("leadership"));
        await Assertions.Expect(phone.Page.GetByTestId("matters")).ToContainTextAsync("Settled");
        await IsCleanAsync(phone, "coordinations-en-390");
    }

    private static async Task DoAsync(IPage page, string deed, string? text, string stage)
    {
        await page.GetByTestId($"do-{deed}").PressAsync("Enter");
        if (text is not null) await page.GetByTestId("text").FillAsync(text);
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("matter-stage")).ToHaveTextAsync(stage);
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}

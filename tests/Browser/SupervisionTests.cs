using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>督办: issued by a leader from a red alert, signed for and replied by the street, checked by the office, closed by the leader, printed.</summary>
[Collection(Lanes.Second)]
public sealed class SupervisionTests(Suite suite)
{
    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task An_order_goes_from_a_red_alert_to_its_closure_and_prints_as_a_form()
    {
        await using var leader = await suite.VisitAsync("/alerts", 1440, 900, signedIn: As("leadership"));
        var page = leader.Page;
        await page.GetByTestId("supervise").ClickAsync();
        await page.GetByTestId("new-order").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("matter")).Not.ToHaveValueAsync("");
        await page.GetByTestId("unit").SelectOptionAsync("beilinlu");
        await page.GetByTestId("instruction").FillAsync("月底前建成，并报送照片。");
        await IsCleanAsync(leader, "supervision-new");
        await page.GetByTestId("issue").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("form")).ToContainTextAsync("督办〔2013〕");
        await IsCleanAsync(leader, "supervision-order");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Assertions.Expect(page.GetByTestId("print")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".masthead")).ToBeHiddenAsync();
        await leader.KeepAsync("supervision-printed");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        var order = new Uri(page.Url).AbsolutePath;

        await using var street = await suite.VisitAsync(order, 390, 844, signedIn: As("street"));
        await DoAsync(street.Page, "sign", null, "办理中");
        await IsCleanAsync(street, "supervision-390");
        await DoAsync(street.Page, "reply", "已建成。", "待核查");
        await Assertions.Expect(street.Page.GetByTestId("do-pass")).ToHaveCountAsync(0);

        await using var office = await suite.VisitAsync("/supervisions?stage=replied", 1440, 900, signedIn: As("programme"));
        await office.Page.GetByTestId("orders").WaitForAsync();
        await IsCleanAsync(office, "supervision-list");
        await office.Page.Locator($"a[href='{order}']").ClickAsync();
        await DoAsync(office.Page, "pass", "", "待销号");
        await Assertions.Expect(office.Page.GetByTestId("do-close")).ToHaveCountAsync(0);

        await page.ReloadAsync();
        await DoAsync(page, "close", "", "已销号");
        await page.GotoAsync(new Uri(new Uri(page.Url), "/supervisions/since?street=beilinlu").ToString());
        await Assertions.Expect(page.GetByTestId("meeting")).ToContainTextAsync("督办〔2013〕");
        await IsCleanAsync(leader, "supervision-since");
    }

    private static async Task DoAsync(IPage page, string deed, string? text, string stage)
    {
        await page.GetByTestId($"do-{deed}").PressAsync("Enter");
        if (text is not null) await page.GetByTestId("text").FillAsync(text);
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("order-stage")).ToHaveTextAsync(stage);
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}

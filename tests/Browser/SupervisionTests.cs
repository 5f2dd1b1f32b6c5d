using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>督办: issued by a leader from a red alert, signed for and replied by the street with a photo, checked by the office, closed by the leader, printed.</summary>
[Collection(Lanes.Second)]
public sealed class SupervisionTests(Suite suite)
{
    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task An_order_goes_from_a_red_alert_to_its_closure_by_three_people_and_prints_as_a_form()
    {
        await using var leader = await suite.VisitAsync("/alerts", 1440, 900, signedIn: As("leadership"));
        var page = leader.Page;
        await page.GetByTestId("supervise").ClickAsync();
        await page.GetByTestId("new-order").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("matter")).Not.ToHaveValueAsync("");
        await page.GetByTestId("unit").ChooseAsync("北林路街道", "beilin");
        await page.GetByTestId("issue").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("fault")).ToHaveTextAsync("不能为空");
        await Assertions.Expect(page.GetByTestId("instruction")).ToBeFocusedAsync();
        await IsCleanAsync(leader, "supervision-new");
        await page.GetByTestId("instruction").FillAsync("月底前建成，并报送照片。");
        await page.GetByTestId("issue").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("form")).ToContainTextAsync("督办〔2013〕");
        await IsCleanAsync(leader, "supervision-order");
        var order = new Uri(page.Url).AbsolutePath;

        await using var street = await suite.VisitAsync(order, 390, 844, signedIn: As("street"));
        await DoAsync(street.Page, "sign", null, "办理中");
        await IsCleanAsync(street, "supervision-390");
        await street.Page.GetByTestId("do-reply").ClickAsync();
        await street.Page.GetByTestId("files").SetInputFilesAsync(new FilePayload { Name = "现场.png", MimeType = "image/png", Buffer = await street.Page.ScreenshotAsync() });
        await street.Page.GetByTestId("text").FillAsync("已建成。");
        await street.Page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(street.Page.GetByTestId("order-stage")).ToHaveTextAsync("待核查");
        await Assertions.Expect(street.Page.GetByTestId("course")).ToContainTextAsync("现场.png");
        await Assertions.Expect(street.Page.GetByTestId("do-pass")).ToHaveCountAsync(0);
        await Assertions.Expect(street.Page.GetByTestId("why-not")).ToContainTextAsync("核查");

        await using var office = await suite.VisitAsync("/supervisions?stage=replied", 1440, 900, signedIn: As("programme"));
        await office.Page.GetByTestId("orders").WaitForAsync();
        await IsCleanAsync(office, "supervision-list");
        await office.Page.Locator($"a[href='{order}']").ClickAsync();
        await DoAsync(office.Page, "pass", "", "待销号");
        await Assertions.Expect(office.Page.GetByTestId("do-close")).ToHaveCountAsync(0);

        await page.ReloadAsync();
        await page.GetByTestId("do-close").WaitForAsync();
        await page.Keyboard.PressAsync("c");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("order-stage")).ToHaveTextAsync("已销号");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Assertions.Expect(page.GetByTestId("print")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByTestId("course")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".masthead")).ToBeHiddenAsync();
        await leader.KeepAsync("supervision-printed");
        var sheets = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));
        Assert.Contains("/Count 1", sheets, StringComparison.Ordinal);

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        await page.GotoAsync(new Uri(new Uri(page.Url), "/supervisions/since?street=beilinlu").ToString());
        await Assertions.Expect(page.GetByTestId("meeting")).ToContainTextAsync("督办〔2013〕");
        await IsCleanAsync(leader, "supervision-since");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.GetByTestId("street")).Not.ToHaveValueAsync("beilinlu");
    }

    [Fact]
    public async Task It_is_read_in_English_and_issued_from_a_hand()
    {
        await using var phone = await suite.VisitAsync("/supervisions/new?lang=en&place=beilinlu&line=police-room", 390, 844, signedIn: As("leadership"));
        var page = phone.Page;
        await Assertions.Expect(page.GetByTestId("new-order")).ToContainTextAsync("Instruction");
        await Assertions.Expect(page.GetByTestId("unit").GetByRole(AriaRole.Combobox)).ToHaveValueAsync("北林路街道");
        await Assertions.Expect(page.GetByTestId("matter")).Not.ToHaveValueAsync("");
        await IsCleanAsync(phone, "supervision-new-390");
        await page.GetByTestId("instruction").FillAsync("月底前办结。");
        await page.GetByTestId("issue").ClickAsync();
        await Assertions.Expect(page.GetByTestId("order-stage")).ToHaveTextAsync("To be signed for");
        await Assertions.Expect(page.GetByTestId("form")).ToContainTextAsync("Supervision order");
        await IsCleanAsync(phone, "supervision-order-en-390");
        await DoAsync(page, "withdraw", "误发。", "Withdrawn");
    }

    [Fact]
    public async Task Whoever_does_not_supervise_is_told_so()
    {
        await using var street = await suite.VisitAsync("/supervisions/new", 1440, 900, signedIn: As("street"));
        await Assertions.Expect(street.Page.GetByTestId("no-right")).ToBeVisibleAsync();
        await Assertions.Expect(street.Page.GetByTestId("new")).ToHaveCountAsync(0);
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

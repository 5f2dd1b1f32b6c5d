using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>投递: a receiver that is added, tried, corrected and closed by the programme office.</summary>
[Collection(Lanes.Second)]
public sealed class DeliveryPageTests(Suite suite)
{
    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task A_receiver_is_added_tried_corrected_and_closed_and_its_failure_is_said_in_words()
    {
        await using var office = await suite.VisitAsync("/delivery", 1440, 900, signedIn: As("programme"));
        var page = office.Page;
        await page.GetByTestId("add").ClickAsync();
        await page.GetByTestId("name").FillAsync("区信息中心");
        await page.GetByTestId("target").FillAsync("no such target");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("fault")).ToContainTextAsync("投递目标名");
        await IsCleanAsync(office, "delivery-add");
        await page.GetByTestId("target").FillAsync("information-centre");
        await page.GetByTestId("confirm-do").ClickAsync();
        var row = page.GetByTestId("receiver").Filter(new() { HasText = "区信息中心" });
        await Assertions.Expect(row).ToContainTextAsync("information-centre");
        await IsCleanAsync(office, "delivery");

        await row.GetByTestId("do-test").ClickAsync();
        await Assertions.Expect(row.GetByTestId("tested")).ToContainTextAsync("测试失败", new() { Timeout = 30_000 });

        await row.GetByTestId("do-correct").ClickAsync();
        await page.GetByTestId("name").FillAsync("区信息中心值班");
        await page.GetByTestId("confirm-do").ClickAsync();
        row = page.GetByTestId("receiver").Filter(new() { HasText = "区信息中心值班" });
        await row.GetByTestId("do-close").ClickAsync();
        await page.GetByTestId("reason").FillAsync("不再使用。");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await page.GetByTestId("closed").CheckAsync();
        await Assertions.Expect(row).ToContainTextAsync("不再使用");

        await page.GetByTestId("tab-queue").ClickAsync();
        await page.GetByTestId("queue").Or(page.GetByTestId("queue-empty")).WaitForAsync();
        await IsCleanAsync(office, "delivery-queue");
    }

    [Fact]
    public async Task Whoever_does_not_administer_is_told_so()
    {
        await using var street = await suite.VisitAsync("/delivery?lang=en", 390, 844, signedIn: As("street"));
        await Assertions.Expect(street.Page.GetByTestId("delivery-barred")).ToBeVisibleAsync();
        await IsCleanAsync(street, "delivery-barred-en-390");
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}

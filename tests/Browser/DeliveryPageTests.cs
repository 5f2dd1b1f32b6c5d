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
        await page.GetByTestId("target").FillAsync("nowhere");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("fault")).ToContainTextAsync("现有：information-centre");
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

    /// <summary>The queue is the test's own: what is under way and fails depends on alerts, which the one rehearsal has for all.</summary>
    [Fact]
    public async Task A_message_that_fails_again_and_again_is_given_up()
    {
        var isGivenUp = false;
        await using var office = await suite.VisitAsync("/delivery?tab=queue&lang=en", 1440, 900, signedIn: As("programme"), before: async page =>
        {
            await page.RouteAsync("**/api/v1/deliveries", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "application/json", Body = Queue(isGivenUp) }));
            await page.RouteAsync("**/api/v1/deliveries/r1/give-up", async route =>
            {
                isGivenUp = route.Request.PostData == """{"number":7}""";
                await route.FulfillAsync(new RouteFulfillOptions { ContentType = "application/json", Body = """{"stream":"receiver:r1","version":9,"recordedAt":"2013-11-12T01:00:00Z","repeated":false}""" });
            });
        });
        var queue = office.Page.GetByTestId("queue");
        await Assertions.Expect(queue).ToContainTextAsync("answered 404");
        await IsCleanAsync(office, "delivery-give-up-en");
        await office.Page.GetByTestId("give-up-7").ClickAsync();
        await Assertions.Expect(office.Page.GetByTestId("said")).ToContainTextAsync("given up");
        await Assertions.Expect(office.Page.GetByTestId("resend-7")).ToHaveTextAsync("Send again");
        await Assertions.Expect(office.Page.GetByTestId("give-up-7")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whoever_does_not_administer_is_told_so()
    {
        await using var street = await suite.VisitAsync("/delivery?lang=en", 390, 844, signedIn: As("street"));
        await Assertions.Expect(street.Page.GetByTestId("delivery-barred")).ToBeVisibleAsync();
        await IsCleanAsync(street, "delivery-barred-en-390");
    }

    private static string Queue(bool isGivenUp)
    {
        const string message = """{"number":7,"alerts":3,"more":0,"isTest":false,"since":"2013-11-12T00:00:00Z","tries":4,"next":"2013-11-12T02:00:00Z","failure":"对方答复 404 · answered 404"}""";
        const string letter = """{"number":7,"alerts":3,"more":0,"isTest":false,"since":"2013-11-12T01:00:00Z","tries":0,"failure":"人工放弃 · given up by hand"}""";
        return $$"""
            {"waiting":0,"failing":{{(isGivenUp ? 0 : 1)}},"dead":{{(isGivenUp ? 1 : 0)}},"receivers":[{"id":"r1","terms":{"name":"值班群","target":"information-centre","pace":"atOnce","place":"jinshui","level":"behind","from":"street"},
            "waiting":0,"more":0,{{(isGivenUp ? "" : $"\"out\":{message},")}}"dead":[{{(isGivenUp ? letter : "")}}],"delivered":0}]}
            """;
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}

using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>承办工单 in a hand: signed for, whoever called is called and no longer seen than needed, answered with a photo, or asked to be taken back.</summary>
[Collection(Lanes.Second)]
public sealed class AssignedTicketTests(Suite suite)
{
    /// <summary>For which a number may be shown.</summary>
    private const int Shown = 120_000;

    private static (string, string) Street => ("street", ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task A_street_signs_calls_whoever_called_and_answers_with_a_photo()
    {
        var phone = Hotline.Phone();
        var matter = $"李来电说水管漏水，请回电 {phone}";
        var id = await ReceivedAsync(matter, phone);
        await using var visit = await suite.VisitAsync("/assigned-tickets", 390, 844, signedIn: Street, before: page => page.Clock.InstallAsync());
        var page = visit.Page;
        await page.Locator($"a[href='/assigned-tickets/{id}']").WaitForAsync();
        await IsCleanAsync(visit, "assigned-390");
        Assert.DoesNotContain(phone, await page.ContentAsync(), StringComparison.Ordinal);
        await page.Locator($"a[href='/assigned-tickets/{id}']").ClickAsync();
        await page.GetByTestId("do-sign").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToHaveTextAsync("已签收。");
        await Assertions.Expect(page.GetByTestId("stage")).ToHaveTextAsync("待先行联系");
        await IsCleanAsync(visit, "assigned-ticket-390");
        await IsCoveredAsync(page, phone);

        // The number comes after a reason, and goes by itself.
        await page.GetByTestId("do-contact").ClickAsync();
        await page.GetByTestId("reason-dispatch").WaitForAsync();
        await IsCleanAsync(visit, "assigned-reason-390");
        await IsCoveredAsync(page, phone);
        await page.GetByTestId("reason-dispatch").ClickAsync();
        await Assertions.Expect(page.GetByTestId("phone")).ToHaveTextAsync(phone);
        await Assertions.Expect(page.GetByTestId("left")).ToContainTextAsync("秒");
        await IsCleanAsync(visit, "assigned-shown-390");
        await page.Clock.FastForwardAsync(Shown);
        await Assertions.Expect(page.GetByTestId("hidden")).ToBeVisibleAsync();
        await IsCoveredAsync(page, phone);

        // Once more, and then whoever called was spoken to.
        await page.GetByTestId("reason-callBack").ClickAsync();
        await Assertions.Expect(page.GetByTestId("phone")).ToHaveTextAsync(phone);
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("stage")).ToHaveTextAsync("办理中");
        await IsCoveredAsync(page, phone);

        await page.GetByTestId("do-answer").ClickAsync();
        await page.GetByTestId("words").FillAsync("已更换水管，现场恢复。");
        await page.GetByTestId("finding-substantiated").CheckAsync();
        await page.GetByTestId("files").SetInputFilesAsync(new FilePayload { Name = "现场.jpg", MimeType = "image/jpeg", Buffer = await page.ScreenshotAsync(new PageScreenshotOptions { Type = ScreenshotType.Jpeg }) });
        await Assertions.Expect(page.GetByTestId("file")).ToContainTextAsync("已收到", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await IsCleanAsync(visit, "assigned-answer-390");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("stage")).ToHaveTextAsync("待回访");
        await Assertions.Expect(page.GetByTestId("caller-over")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "现场" })).ToHaveCountAsync(1);
        await IsCoveredAsync(page, phone);
        await IsCleanAsync(visit, "assigned-answered-390");
    }

    [Fact]
    public async Task A_street_asks_that_it_is_taken_back_and_hears_that_it_waits_for_an_answer()
    {
        var id = await ReceivedAsync("墙体渗水，不在本街道", phone: null);
        await using var visit = await suite.VisitAsync($"/assigned-tickets/{id}", 390, 844, signedIn: Street);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "申请退单" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("confirm-do")).ToBeDisabledAsync();
        await page.GetByTestId("reason").FillAsync("地点在文化路街道");
        await IsCleanAsync(visit, "assigned-return-390");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(page.GetByTestId("said")).ToContainTextAsync("等待热线班长审批");
        await Assertions.Expect(page.GetByTestId("asking")).ToContainTextAsync("已申请退单");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "申请退单" })).ToHaveCountAsync(0);
        await IsCleanAsync(visit, "assigned-asked-390");
    }

    /// <summary>Neither in sight nor anywhere in the page.</summary>
    private static async Task IsCoveredAsync(IPage page, string phone)
    {
        await Suite.HoldsAsync(async () => Assert.DoesNotContain(phone, await page.ContentAsync(), StringComparison.Ordinal));
        await Assertions.Expect(page.GetByTestId("phone")).ToHaveCountAsync(0);
    }

    private async Task<string> ReceivedAsync(string matter, string? phone)
    {
        await using var hotline = await suite.VisitAsync("/sign-in", 1440, 900, signedIn: ("operator", ProgramProcess.DemonstrationPassword));
        return await hotline.Page.ReceivedAsync(matter, "beilinlu", phone);
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}

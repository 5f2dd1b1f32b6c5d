using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>The page of the audit, as an auditor uses it.</summary>
[Collection(Lanes.Second)]
public sealed class AuditTests(Suite suite)
{
    private static readonly (string, string) Auditor = ("auditor", ProgramProcess.DemonstrationPassword);

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task An_auditor_looks_for_what_was_accepted_and_opens_one(int width, int height)
    {
        await using var visit = await suite.VisitAsync("/audit", width, height, signedIn: Auditor);
        var page = visit.Page;
        await page.GetByTestId("items").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("chain-state")).ToContainTextAsync("摘要");

        await page.GetByTestId("action").FillAsync("facility.accepted");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("tr[data-action='facility.accepted']").First).ToContainTextAsync("验收通过");
        await Assertions.Expect(page.Locator("tr[data-action]:not([data-action='facility.accepted'])")).ToHaveCountAsync(0);
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("action=facility.accepted"));
        await page.GetByTestId("items").GetByRole(AriaRole.Button).First.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("item-details")).ToContainTextAsync("得分");

        await visit.KeepAsync($"audit-{width}");
        Assert.Empty(await page.ViolationsAsync());
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task Pages_follow_one_another_and_the_table_can_be_taken_along()
    {
        await using var visit = await suite.VisitAsync("/audit?source=journal", 1440, 900, signedIn: Auditor);
        var page = visit.Page;
        await Assertions.Expect(page.GetByTestId("count")).ToContainTextAsync("50");

        await page.GetByTestId("more").PressAsync("Enter");

        await Assertions.Expect(page.GetByTestId("count")).ToContainTextAsync("100");
        var href = await page.GetByTestId("export").GetAttributeAsync("href");
        Assert.Equal("/api/v1/audit/export?source=journal", href);
    }

    [Fact]
    public async Task Somebody_is_picked_by_name_and_nothing_found_is_said()
    {
        await using var visit = await suite.VisitAsync("/audit", 1440, 900, signedIn: Auditor);
        var page = visit.Page;
        await page.GetByTestId("person").FillAsync("审计");
        await page.GetByTestId("people").GetByRole(AriaRole.Button).First.PressAsync("Enter");
        await page.GetByTestId("find").PressAsync("Enter");
        await Assertions.Expect(page.Locator("tr[data-action='signedIn']").First).ToContainTextAsync("审计人员");
        await Assertions.Expect(page.Locator("tr[data-action='signedIn']").First).ToContainTextAsync("127.0.0.1");

        await page.GetByTestId("subject").FillAsync("facility:no-such");
        await page.GetByTestId("find").PressAsync("Enter");

        await Assertions.Expect(page.GetByTestId("empty")).ToBeVisibleAsync();
        await visit.KeepAsync("audit-empty");
        Assert.Empty(await page.ViolationsAsync());
    }

    [Fact]
    public async Task It_is_English_too_and_a_failure_is_told_with_a_way_on()
    {
        var fails = false;
        await using var visit = await suite.VisitAsync("/audit?lang=en", 1440, 900, signedIn: Auditor, before: page => page.RouteAsync(
            "**/api/v1/audit?*", route => fails ? route.AbortAsync() : route.ContinueAsync()));
        var page = visit.Page;
        await page.GetByTestId("items").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("audit")).ToContainTextAsync("Tamper evidence");
        Assert.Equal("Audit · 15-Minute Service Circle", await page.TitleAsync());

        fails = true;
        await page.GetByTestId("find").ClickAsync();
        await Assertions.Expect(page.GetByTestId("failed")).ToContainTextAsync("try again", new LocatorAssertionsToContainTextOptions { IgnoreCase = true });
        await visit.KeepAsync("audit-failed-en");
        fails = false;
        await page.GetByTestId("failed").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByTestId("failed")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_is_no_auditor_has_no_way_there_and_is_told_why()
    {
        await using var visit = await suite.VisitAsync("/audit", 1440, 900, signedIn: ("street", ProgramProcess.DemonstrationPassword));

        await Assertions.Expect(visit.Page.GetByTestId("forbidden")).ToContainTextAsync("权限");
        await Assertions.Expect(visit.Page.Locator("nav a[href='/audit']")).ToHaveCountAsync(0);
    }
}

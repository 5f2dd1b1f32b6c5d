using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>志愿服务 at a street's and the district's desk: who is silent, what waits for a review, and what is due of a month.</summary>
[Collection(Lanes.Second)]
public sealed class VolunteerDeskTests(Suite suite)
{
    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task A_street_sees_who_is_silent_approves_what_is_plain_and_gives_back_what_is_not()
    {
        await using var street = await suite.VisitAsync("/volunteers", 1440, 900, signedIn: As("street"));
        var page = street.Page;
        var rows = page.GetByTestId("review-row");
        await rows.First.WaitForAsync();
        await page.GetByTestId("allowance-row").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("allowance-row")).ToContainTextAsync("北林路街道3,000");
        await Assertions.Expect(page.GetByTestId("allowance-row")).ToHaveCountAsync(1);
        await IsCleanAsync(street, "volunteers-street");

        // What asks for a look is left out in words; what is chosen is as many as the button says.
        var (all, plain) = (await rows.CountAsync(), await page.GetByTestId("review-row").Locator("input:checked").CountAsync());
        Assert.InRange(plain, 1, all - 1);
        await Assertions.Expect(page.GetByTestId("approve")).ToContainTextAsync($"{plain}");
        await page.GetByTestId("approve").ClickAsync();
        await Assertions.Expect(page.GetByTestId("batch")).ToContainTextAsync($"{plain}");
        await Assertions.Expect(rows).ToHaveCountAsync(all - plain);
        await Assertions.Expect(rows.First).ToContainTextAsync("没有照片，也没有签名");

        var given = (await rows.First.GetAttributeAsync("data-id"))!;
        await rows.First.GetByTestId("return").ClickAsync();
        await Assertions.Expect(page.GetByTestId("confirm-do")).ToBeDisabledAsync();
        await page.GetByTestId("reason").FillAsync("请补一张现场照片");
        await IsCleanAsync(street, "volunteers-return");
        await page.GetByTestId("confirm-do").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(all - plain - 1);
        var back = await (await page.Context.APIRequest.GetAsync(new Uri(suite.Web.Address, $"/api/v1/activities/{given}").ToString())).JsonAsync();
        Assert.Equal("returned", back!.Value.GetProperty("activity").GetProperty("stage").GetString());
    }

    [Fact]
    public async Task The_district_sees_every_street_s_allowance_and_takes_it_as_a_file()
    {
        await using var office = await suite.VisitAsync("/volunteers", 1440, 900, signedIn: As("programme"));
        var page = office.Page;
        await Assertions.Expect(page.GetByTestId("allowance-row")).ToHaveCountAsync(17);
        await Assertions.Expect(page.GetByTestId("allowance-total")).ToContainTextAsync("51,000");
        await page.GetByTestId("teams").GetByText("沉默", new LocatorGetByTextOptions { Exact = false }).First.WaitForAsync();
        await IsCleanAsync(office, "volunteers-district");
        await page.GetByTestId("month").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Assertions.Expect(page.GetByTestId("allowance-total")).ToContainTextAsync("51,000");
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "csv" }).ClickAsync());
        Assert.Equal("志愿者日常补助-201310.csv", file.SuggestedFilename);
        var text = await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(19, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\"合计\",\"2013-10\",\"51000\",", text, StringComparison.Ordinal);

        await using var english = await suite.VisitAsync("/volunteers?lang=en", 1440, 900, signedIn: As("programme"));
        await Assertions.Expect(english.Page.GetByTestId("allowance-row")).ToHaveCountAsync(17);
        await IsCleanAsync(english, "volunteers-en");
        await using var hand = await suite.VisitAsync("/volunteers", 390, 844, signedIn: As("street"));
        await hand.Page.GetByTestId("allowance-row").WaitForAsync();
        await IsCleanAsync(hand, "volunteers-390");
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}

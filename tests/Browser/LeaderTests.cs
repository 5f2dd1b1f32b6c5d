using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>领导速览 in a hand, and the morning brief on one page.</summary>
[Collection(Lanes.Second)]
public sealed class LeaderTests(Suite suite)
{
    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task A_leader_sees_what_is_red_with_whose_it_is_and_orders_with_one_tap()
    {
        await using var leader = await suite.VisitAsync("/leader", 390, 844, signedIn: As("leadership"));
        var page = leader.Page;
        await page.GetByTestId("leader").WaitForAsync();
        await page.GetByTestId("owed").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("red").GetByRole(AriaRole.Listitem).First).ToContainTextAsync("牵头：");
        await IsCleanAsync(leader, "leader-390");
        await page.GetByTestId("order").First.ClickAsync();
        await page.GetByTestId("new-order").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("matter")).Not.ToHaveValueAsync("");

        await using var english = await suite.VisitAsync("/leader?lang=en", 390, 844, signedIn: As("programme"));
        await english.Page.GetByTestId("owed").WaitForAsync();
        await IsCleanAsync(english, "leader-390-en");
    }

    [Fact]
    public async Task The_brief_says_its_number_in_a_sentence_and_prints_on_one_page()
    {
        await using var office = await suite.VisitAsync("/brief", 1440, 900, signedIn: As("programme"));
        var page = office.Page;
        await Assertions.Expect(page.GetByTestId("sentence")).ToContainTextAsync("到期未完成");
        await Assertions.Expect(page.GetByTestId("brief-due")).ToBeVisibleAsync();
        await IsCleanAsync(office, "brief");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Assertions.Expect(page.GetByTestId("print")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".masthead")).ToBeHiddenAsync();
        var printed = await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true });
        Assert.Equal(1, CountOf(printed, "/Type /Page\n"u8));

        await using var english = await suite.VisitAsync("/brief?lang=en", 390, 844, signedIn: As("leadership"));
        await Assertions.Expect(english.Page.GetByTestId("sentence")).ToContainTextAsync("overdue");
        await IsCleanAsync(english, "brief-390-en");
    }

    [Fact]
    public async Task Whoever_may_not_read_the_district_is_told_so()
    {
        await using var street = await suite.VisitAsync("/leader", 390, 844, signedIn: As("street"));
        await street.Page.GetByTestId("leader-barred").WaitForAsync();
    }

    private static int CountOf(ReadOnlySpan<byte> all, ReadOnlySpan<byte> one)
    {
        var count = 0;
        for (var at = all.IndexOf(one); at >= 0; at = all.IndexOf(one))
        {
            count++;
            all = all[(at + one.Length)..];
        }

        return count;
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        await visit.Page.FitsAsync();
    }
}

using System.Text.RegularExpressions;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>What every page of work does alike.</summary>
[Collection(Lanes.Second)]
public sealed partial class FrameTests(Suite suite)
{
    [Fact]
    public async Task An_address_that_is_none_is_told_in_words_and_as_such()
    {
        await using var visit = await suite.VisitAsync("/sign-in", 1440, 900);

        var answer = await visit.Page.GotoAsync("/no-such-page");

        Assert.Equal(404, answer!.Status);
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("没有这一页");
    }

    [Fact]
    public async Task A_keyboard_gets_past_the_sections_by_one_key()
    {
        await using var visit = await suite.VisitAsync("/rights", 1440, 900, signedIn: ("programme", ProgramProcess.DemonstrationPassword));
        await visit.Page.Locator("h1").WaitForAsync();

        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("跳到正文", await visit.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        Assert.True((await visit.Page.Locator(".skip").BoundingBoxAsync())!.X >= 0, "whoever sees the page sees where the keyboard is");
        await visit.Page.Keyboard.PressAsync("Enter");

        Assert.Equal("MAIN", await visit.Page.EvaluateAsync<string>("document.activeElement.tagName"));
        Assert.EndsWith("/rights", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_see_the_plan_is_told_so_and_not_that_it_is_out_of_reach()
    {
        await using var visit = await suite.VisitAsync("/plan", 1440, 900, signedIn: ("team-leader", ProgramProcess.DemonstrationPassword));

        await Assertions.Expect(visit.Page.GetByTestId("plan-barred")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByTestId("plan-failed")).ToHaveCountAsync(0);
    }

    /// <summary>Whoever may do everything has the most of them.</summary>
    [Theory]
    [InlineData("/duties")]
    [InlineData("/duties?lang=en")]
    public async Task All_sections_stand_in_one_row_and_those_of_the_office_behind_one_button(string path)
    {
        await using var visit = await suite.VisitAsync(path, 1440, 900, signedIn: ("host", ProgramProcess.DemonstrationPassword));
        var (page, office) = (visit.Page, visit.Page.GetByTestId("office"));
        var people = page.Locator("nav a[href='/people']");
        await office.WaitForAsync();
        Assert.InRange((await page.Locator(".masthead").BoundingBoxAsync())!.Height, 48, 56);
        await Assertions.Expect(people).ToBeHiddenAsync();

        await office.PressAsync("Enter");
        await Assertions.Expect(people).ToBeVisibleAsync();
        await people.FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(people).ToBeHiddenAsync();
        await Assertions.Expect(office).ToBeFocusedAsync();

        await office.PressAsync("Enter");
        await Assertions.Expect(people).ToBeVisibleAsync();
        await people.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(AtPeople());
        await Assertions.Expect(people).ToBeHiddenAsync();
    }

    [GeneratedRegex("/people$")]
    private static partial Regex AtPeople();
}

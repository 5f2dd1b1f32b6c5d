using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>The one field by which pages ask for a place, by keyboard and in a hand.</summary>
[Collection(Lanes.Second)]
public sealed class SearchTests(Suite suite)
{
    private static (string, string) As(string name) => (name, ProgramProcess.DemonstrationPassword);

    [Fact]
    public async Task A_community_is_chosen_by_two_letters_and_the_arrow_keys_and_nothing_else_is_lost()
    {
        await using var desk = await suite.VisitAsync("/duties", 1440, 900, signedIn: As("programme"));
        var page = desk.Page;
        var search = page.GetByTestId("place");
        var field = search.GetByRole(AriaRole.Combobox);
        await Assertions.Expect(field).ToHaveValueAsync("金水区");

        await field.FocusAsync();
        await page.Keyboard.TypeAsync("yz");
        await Assertions.Expect(search.GetByRole(AriaRole.Option).First).ToContainTextAsync("姚砦社区");
        await Assertions.Expect(search.GetByRole(AriaRole.Option).First.Locator("b")).ToHaveTextAsync("姚砦");
        await Assertions.Expect(search.GetByRole(AriaRole.Option).First).ToContainTextAsync("丰产路街道");
        await Assertions.Expect(search.GetByRole(AriaRole.Status)).ToContainTextAsync("处");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        await IsCleanAsync(desk, "search-desk");

        // Escape leaves all as it was; the arrows go round.
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(field).ToHaveValueAsync("金水区");
        await Assertions.Expect(search.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await field.FillAsync("yz");
        await Assertions.Expect(search.GetByRole(AriaRole.Option).First).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(search.GetByRole(AriaRole.Option).Last).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(field).ToHaveValueAsync("姚砦社区");
        await Assertions.Expect(page).ToHaveURLAsync("/duties?place=fengchanlu-yaozhai");

        // Typed in one go: Enter waits for the answer.
        await page.GotoAsync("/duties");
        await field.FocusAsync();
        await page.Keyboard.TypeAsync("姚寨");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync("/duties?place=fengchanlu-yaozhai");
    }

    [Fact]
    public async Task In_a_hand_it_is_large_its_own_street_comes_first_and_it_says_when_there_is_nothing_or_no_network()
    {
        await using var hand = await suite.VisitAsync("/?lang=en", 390, 844, signedIn: As("street"));
        var page = hand.Page;
        var search = page.GetByTestId("home-place");
        var field = search.GetByRole(AriaRole.Combobox);
        await field.FillAsync("sq");
        await Assertions.Expect(search.GetByRole(AriaRole.Option)).ToHaveCountAsync(6);
        await Assertions.Expect(search.GetByRole(AriaRole.Option).Nth(1)).ToContainTextAsync("北林路街道");
        await Assertions.Expect(search.GetByRole(AriaRole.Status)).ToContainTextAsync("go on typing");
        Assert.True((await field.BoundingBoxAsync())!.Height >= 48);
        Assert.True((await search.GetByRole(AriaRole.Option).First.BoundingBoxAsync())!.Height >= 64);
        await IsCleanAsync(hand, "search-390");

        await field.FillAsync("qqqq");
        await Assertions.Expect(search.GetByRole(AriaRole.Status)).ToContainTextAsync("Nothing is called “qqqq”");
        await page.Context.SetOfflineAsync(true);
        await field.FillAsync("yaozhai");
        await Assertions.Expect(search.GetByRole(AriaRole.Status)).ToContainTextAsync("No network");
        await IsCleanAsync(hand, "search-390-offline");
        await page.Context.SetOfflineAsync(false);
        await search.GetByRole(AriaRole.Button).ClickAsync();
        await search.GetByRole(AriaRole.Option).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync("/wall/fengchanlu-yaozhai");
    }

    private static async Task IsCleanAsync(Visit visit, string picture)
    {
        await visit.KeepAsync(picture);
        Assert.Empty(await visit.Page.ViolationsAsync());
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }
}

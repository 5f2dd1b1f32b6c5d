using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

public sealed class HomeTests(Suite suite)
{
    [Fact]
    public async Task It_says_that_this_is_a_rehearsal_and_how_it_goes()
    {
        await using var visit = await suite.VisitAsync("/", 1440, 900, signedIn: ("host", ProgramProcess.DemonstrationPassword));

        await Assertions.Expect(visit.Page.GetByTestId("mode")).ToContainTextAsync("演练");
        await Assertions.Expect(visit.Page.GetByTestId("seed")).ToHaveTextAsync((await suite.Web.GetAsync("rehearsal")).GetProperty("seed").GetRawText());
        await Assertions.Expect(visit.Page.GetByTestId("plan")).ToContainTextAsync("86号");
        await visit.KeepAsync("home");
    }

    [Fact]
    public async Task The_rehearsal_is_steered_by_keyboard_alone()
    {
        await using var going = await suite.Web.GoesOnAsync();
        await using var visit = await suite.VisitAsync("/", 1440, 900, signedIn: ("host", ProgramProcess.DemonstrationPassword));
        await Assertions.Expect(visit.Page.GetByTestId("pause")).ToBeEnabledAsync();

        await PressAsync(visit.Page, "pause", "Enter");
        await Suite.IsTrueAsync("it is paused", async () => (await suite.Web.GetAsync("rehearsal")).GetProperty("paused").GetBoolean());
        await Assertions.Expect(visit.Page.GetByTestId("resume")).ToBeEnabledAsync();

        await PressAsync(visit.Page, "speed-60", " ");
        await Suite.IsTrueAsync("it is slower", async () => await SpeedAsync() == 60);
        await Assertions.Expect(visit.Page.GetByTestId("speed-60")).ToHaveAttributeAsync("aria-pressed", "true");

        await TabToAsync(visit.Page, "document.activeElement.inputMode === 'numeric'", "the field for another speed");
        await visit.Page.Keyboard.TypeAsync("1234");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Suite.IsTrueAsync("it has the speed that was typed", async () => await SpeedAsync() == 1_234);

        await PressAsync(visit.Page, "speed-600", "Enter");
        await PressAsync(visit.Page, "resume", "Enter");
        await Suite.IsTrueAsync("it goes on", async () => !(await suite.Web.GetAsync("rehearsal")).GetProperty("paused").GetBoolean());
        Assert.Equal(600, await SpeedAsync());
    }

    [Fact]
    public async Task Every_speed_that_the_page_takes_the_server_takes_too()
    {
        await using var visit = await suite.VisitAsync("/", 1440, 900, signedIn: ("host", ProgramProcess.DemonstrationPassword));
        await Assertions.Expect(visit.Page.GetByTestId("speed-600")).ToBeEnabledAsync();
        var field = visit.Page.Locator("input[inputmode=numeric]");
        var apply = visit.Page.Locator("form button");

        try
        {
            foreach (var speed in new[] { 5_000, 5_001, 100_000 })
            {
                await field.FillAsync($"{speed}");
                if (!await apply.IsEnabledAsync()) continue;
                await apply.ClickAsync();
                await Suite.IsTrueAsync($"the speed {speed} is taken", async () => await SpeedAsync() == speed, TimeSpan.FromSeconds(5));
            }
        }
        finally
        {
            await suite.Web.PostAsync("rehearsal/speed", new { speed = 600 });
        }
    }

    [Fact]
    public async Task One_switch_makes_every_page_English()
    {
        await using var visit = await suite.VisitAsync("/", 1440, 900, signedIn: ("host", ProgramProcess.DemonstrationPassword));

        await PressAsync(visit.Page, "language", "Enter");

        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Assertions.Expect(visit.Page.GetByTestId("mode")).ToContainTextAsync("Rehearsal");
        await Assertions.Expect(visit.Page.GetByTestId("plan")).ToBeVisibleAsync();
        Assert.Empty(await ChineseAsync(visit.Page));
        await visit.KeepAsync("home-en");
        await visit.Page.GotoAsync("/wall");
        await visit.Page.GetByTestId("wall").WaitForAsync();
        await Assertions.Expect(visit.Page.GetByTestId("tasks")).ToContainTextAsync("Most behind");
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Axe_finds_nothing_serious_and_nothing_is_wider_than_the_screen(int width, int height)
    {
        await using var visit = await suite.VisitAsync("/", width, height, signedIn: ("host", ProgramProcess.DemonstrationPassword));
        await Assertions.Expect(visit.Page.GetByTestId("plan")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByTestId("seed")).ToBeVisibleAsync();

        await visit.KeepAsync($"home-{width}");

        Assert.Empty(await visit.Page.ViolationsAsync());
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }

    /// <summary>Chinese that is not marked as such: names and titles of the document are, words of the page are not.</summary>
    private static Task<string[]> ChineseAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        () => {
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const chinese = [];
          for (let node = texts.nextNode(); node; node = texts.nextNode())
            if (/\p{Script=Han}/u.test(node.textContent) && !node.parentElement.closest('noscript') && node.parentElement.closest('[lang]').lang === 'en') chinese.push(node.textContent.trim());
          return chinese;
        }
        """);

    private static async Task PressAsync(IPage page, string testid, string key)
    {
        await Assertions.Expect(page.GetByTestId(testid)).ToBeEnabledAsync();
        await TabToAsync(page, $"document.activeElement.dataset.testid === '{testid}'", testid);
        await page.Keyboard.PressAsync(key);
    }

    private static async Task TabToAsync(IPage page, string reached, string what)
    {
        for (var i = 0; i < 120; i++)
        {
            if (await page.EvaluateAsync<bool>($"() => {reached}")) return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{what} is not reached by the Tab key");
    }

    private async Task<double> SpeedAsync() => (await suite.Web.GetAsync("rehearsal")).GetProperty("speed").GetDouble();
}

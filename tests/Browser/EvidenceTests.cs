using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>From a figure on a wall to the sentence that asks for it and to the word of whoever reported it.</summary>
public sealed class EvidenceTests(Suite suite)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task A_red_line_says_why_by_which_sentence_and_opens_an_items_history(int width, int height)
    {
        var line = (await suite.Web.GetAsync("evidence?place=jinshui&figure=owed")).GetProperty("lines")[0].GetProperty("line").GetString();
        await using var visit = await suite.VisitAsync($"/evidence/jinshui?line={line}&figure=owed", width, height);
        var page = visit.Page;

        await Assertions.Expect(page.GetByTestId("reason").First).ToContainTextAsync("逾期");
        await Assertions.Expect(page.Locator("blockquote").First).ToContainTextAsync("三（");
        await page.GetByTestId("items").WaitForAsync();
        var item = page.GetByTestId("items").GetByRole(AriaRole.Button).First;
        if (await item.CountAsync() > 0)
        {
            await item.ClickAsync();
            await Assertions.Expect(page.GetByTestId("history")).ToContainTextAsync("录入");
        }

        await visit.KeepAsync($"evidence-{width}");
        Assert.Empty(await page.ViolationsAsync());
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task A_figure_of_the_wall_leads_there_and_escape_leads_back()
    {
        await using var visit = await suite.StandingWallAsync("/wall");
        await visit.Page.GetByTestId("sentence").GetByRole(AriaRole.Link).ClickAsync();
        await visit.Page.GetByTestId("evidence").WaitForAsync();

        await visit.Page.Keyboard.PressAsync("Escape");

        await visit.Page.GetByTestId("wall").WaitForAsync();
    }
}

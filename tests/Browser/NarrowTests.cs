using Circle.TestServers;

namespace Circle.Browser.Tests;

/// <summary>The pages of the directory in a hand of 390 px: nothing is pushed aside but a table in a scroller that has a name.</summary>
[Collection(Lanes.Second)]
public sealed class NarrowTests(Suite suite)
{
    /// <summary>What is wider than what holds it, and what ends in a place that nobody can see.</summary>
    private const string Sideways =
        """
        () => {
          const faults = [];
          const named = (part) => `${part.tagName.toLowerCase()}.${part.className} "${part.textContent.trim().slice(0, 30)}"`;
          const isNamed = (part) => part.matches('[role=region][aria-label]') && part.querySelector('table');
          if (document.scrollingElement.scrollWidth > innerWidth) faults.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
          for (const part of document.body.querySelectorAll('*')) {
            if (part.closest('.spoken, .skip, svg, option') || part.checkVisibility({ visibilityProperty: true }) === false) continue;
            const { overflowX } = getComputedStyle(part);
            if (['auto', 'scroll'].includes(overflowX) && part.scrollWidth > part.clientWidth + 1 && !isNamed(part)) faults.push(`scrolls: ${named(part)}`);
            let inside = part.parentElement;
            while (inside && !isNamed(inside)) inside = inside.parentElement;
            const box = part.getBoundingClientRect();
            if (!inside && box.width > 1 && (box.right > innerWidth + 1 || box.left < -1) && getComputedStyle(part).clipPath === 'none') faults.push(`off the screen: ${named(part)}`);
          }
          return faults;
        }
        """;

    [Theory]
    [InlineData("street", "/service-points", "points")]
    [InlineData("street", "/service-points/street", "kinds")]
    [InlineData("street", "/service-points/due", "due")]
    [InlineData("street", "/service-points/new", "new-point")]
    [InlineData("street", "/service-points/checks", "checks")]
    [InlineData("street", "/service-points/checks/beilinlu-2013q4", "sample")]
    [InlineData("street", "/living-circles", "circles")]
    [InlineData("street", "/imports", "form")]
    [InlineData("street", "/search/unmet", "count")]
    [InlineData("host", "/service-points", "points")]
    [InlineData("host", "/service-points/street", "kinds")]
    [InlineData("host", "/service-points/queue", "queue")]
    [InlineData("host", "/service-points/checks", "checks")]
    [InlineData("host", "/living-circles", "coverage")]
    [InlineData("host", "/search/unmet", "count")]
    public async Task Nothing_is_pushed_aside(string account, string path, string seen)
    {
        foreach (var language in (string[])["zh", "en"])
        {
            await using var visit = await suite.VisitAsync($"{path}?lang={language}", 390, 844, signedIn: (account, ProgramProcess.DemonstrationPassword));
            await visit.Page.GetByTestId(seen).First.WaitForAsync();
            await visit.KeepAsync($"narrow{path.Replace('/', '-')}-{account}-{language}");
            Assert.Empty(await visit.Page.EvaluateAsync<string[]>(Sideways));
        }
    }

    [Fact]
    public async Task Nor_is_anything_of_one_point_its_tabs_and_its_forms()
    {
        await using var visit = await suite.VisitAsync("/service-points?place=beilinlu&kind=laundry", 390, 844, signedIn: ("street", ProgramProcess.DemonstrationPassword));
        var page = visit.Page;
        await page.GetByTestId("points").GetByRole(Microsoft.Playwright.AriaRole.Link).First.ClickAsync();
        await page.GetByTestId("history").WaitForAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>(Sideways));
        foreach (var deed in (string[])["correct", "note", "verify", "move", "close"])
        {
            await page.GetByTestId($"do-{deed}").ClickAsync();
            await page.GetByTestId($"deed-{deed}").WaitForAsync();
            await visit.KeepAsync($"narrow-{deed}");
            Assert.Empty(await page.EvaluateAsync<string[]>(Sideways));
            await page.Keyboard.PressAsync("Escape");
        }
    }
}

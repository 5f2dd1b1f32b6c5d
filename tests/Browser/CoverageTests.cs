using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>Sixteen of seventeen streets: the wall greys the one that it does not hear, and says so.</summary>
public sealed class CoverageTests(Suite suite)
{
    private const char EndOfMessage = '\u001e';

    private volatile string? _silent;

    [Theory]
    [InlineData("near")]
    [InlineData("far")]
    public async Task A_street_that_is_not_heard_is_named_and_grey_at_its_last_figures_until_it_is_heard_again(string view)
    {
        await using var visit = await suite.VisitAsync($"/wall?view={view}&protocol=json", before: page => page.RouteWebSocketAsync("**/hubs/wall*", Between));
        var (page, coverage) = (visit.Page, visit.Page.GetByTestId("coverage"));
        await Assertions.Expect(coverage).ToContainTextAsync("17/17");
        var row = page.Locator("[data-testid=places] [data-testid^=place-]").First;
        var name = await row.Locator(".name").InnerTextAsync();
        var figures = await row.Locator(".owed").First.InnerTextAsync();
        Assert.NotEmpty(await RedsAsync(row));

        _silent = await FullNameAsync(name);

        await Assertions.Expect(coverage).ToContainTextAsync("16/17");
        await Assertions.Expect(coverage).ToContainTextAsync(name);
        await Assertions.Expect(row).ToContainTextAsync("未接通");
        Assert.Equal((name, figures), (await row.Locator(".name").InnerTextAsync(), await row.Locator(".owed").First.InnerTextAsync()));
        Assert.Empty(await RedsAsync(row));
        Assert.Equal(1, await page.Locator(".unheard").CountAsync());
        await visit.KeepAsync($"missing-{view}");
        Assert.Empty(await page.ViolationsAsync());

        _silent = null;

        await Assertions.Expect(coverage).ToContainTextAsync("17/17");
        await Assertions.Expect(page.Locator(".unheard")).ToHaveCountAsync(0);
    }

    /// <summary>Text, shapes and grounds whose hue calls for action.</summary>
    private static Task<string[]> RedsAsync(ILocator row) => row.EvaluateAsync<string[]>(
        """
        (row) => {
          const probe = document.body.appendChild(document.createElement('i'));
          const reds = ['--behind', '--missed'].map((name) => { probe.style.color = `var(${name})`; return getComputedStyle(probe).color; });
          probe.remove();
          return [row, ...row.querySelectorAll('*')]
            .filter((part) => { const { color, backgroundColor, fill, stroke } = getComputedStyle(part); return [color, backgroundColor, fill, stroke].some((one) => reds.includes(one)); })
            .map((part) => part.outerHTML.slice(0, 120));
        }
        """);

    private async Task<string> FullNameAsync(string shortName)
    {
        var children = (await suite.Web.GetAsync("places/jinshui")).GetProperty("children").EnumerateArray().Select(c => c.GetProperty("name").GetString()!);
        return children.Single(c => c.StartsWith(shortName, StringComparison.Ordinal));
    }

    /// <summary>Stands between the page and the server, and takes one street out of what the district hears.</summary>
    private void Between(IWebSocketRoute page)
    {
        var server = page.ConnectToServer();
        server.OnMessage(message => page.Send(string.Concat(message.Text!.Split(EndOfMessage, StringSplitOptions.RemoveEmptyEntries).Select(m => Without(m) + EndOfMessage))));
    }

    private string Without(string message)
    {
        if (_silent is not { } silent || JsonNode.Parse(message) is not { } frame || frame["item"]?["coverage"] is not { } coverage) return message;
        coverage["reporting"] = coverage["of"]!.GetValue<int>() - 1;
        coverage["missing"] = new JsonArray(silent);
        return frame.ToJsonString();
    }
}

using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>Every page does all it does under a policy that lets nothing in but its own files: no script and no style in a page, no text made into HTML.</summary>
[Collection(Lanes.Second)]
public sealed class PolicyTests(KeptPages pages) : IClassFixture<KeptPages>
{
    public static TheoryData<string, string, int, int> Pages() => new()
    {
        { "/wall?view=near", "auditor", 1920, 1080 },
        { "/wall?view=far", "auditor", 1920, 1080 },
        { "/wall", "auditor", 390, 844 },
        { "/", "host", 1440, 900 },
        { "/sign-in", "", 1440, 900 },
        { "/first-administrator#none", "", 1440, 900 },
        { "/invitation#none", "", 1440, 900 },
        { "/enrol#none", "", 390, 844 },
        { "/field", "volunteer", 390, 844 },
        { "/account", "leadership", 1440, 900 },
        { "/alerts", "street", 1440, 900 },
        { "/audit", "auditor", 1440, 900 },
        { "/evidence/jinshui", "auditor", 1440, 900 },
        { "/people", "programme", 1440, 900 },
        { "/plan", "host", 1440, 900 },
        { "/rights", "programme", 1440, 900 },
        { "/screens", "programme", 1440, 900 },
        { "/living-circles", "street", 1440, 900 },
        { "/service-points", "leadership", 1440, 900 },
        { "/service-points/checks", "programme", 1440, 900 },
        { "/service-points/new", "street", 1440, 900 },
        { "/service-points/queue", "host", 1440, 900 },
        { "/streets", "street", 1440, 900 },
        { "/targets/beilinlu/day-care", "street", 1440, 900 },
        { "/leader", "leadership", 390, 844 },
        { "/brief", "programme", 1440, 900 },
        { "/subjects", "programme", 1440, 900 },
        { "/subjects", "operator", 390, 844 },
        { "/team", "team-leader", 1440, 900 },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Nothing_that_a_page_does_is_against_its_policy(string path, string name, int width, int height)
    {
        (string, string)? account = name.Length > 0 ? (name, ProgramProcess.DemonstrationPassword) : null;
        var visit = await pages.ShowAsync(path, width, height, account);
        await visit.Page.Locator("h1, [data-testid=wall]").First.WaitForAsync();

        // Until all that it asks for has come.
        await visit.Page.WaitForFunctionAsync("performance.getEntriesByType('resource').filter(e => e.name.includes('/api/')).length > 0 || document.readyState === 'complete'");
        await Assertions.Expect(visit.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);

        Assert.Empty(await visit.Page.EvaluateAsync<string[]>("window.broken"));
    }

    [Fact]
    public async Task A_style_and_a_script_in_the_page_and_a_text_made_into_HTML_are_not_let_in()
    {
        var visit = await pages.ShowAsync("/sign-in", 1440, 900);
        await visit.Page.Locator("h1").First.WaitForAsync();

        await visit.Page.EvaluateAsync("document.body.setAttribute('style', 'color: red')");
        await visit.Page.EvaluateAsync("{ const own = document.createElement('style'); own.textContent = 'h1 { color: red }'; document.head.append(own); }");
        Assert.True(await visit.Page.EvaluateAsync<bool>("(() => { try { document.body.innerHTML = '<p>in</p>'; return false; } catch { return true; } })()"));

        Assert.True(await visit.Page.EvaluateAsync<int>("window.broken.length") >= 3, string.Join('\n', await visit.Page.EvaluateAsync<string[]>("window.broken")));
        Assert.NotEqual("rgb(255, 0, 0)", await visit.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('h1')).color"));
    }
}

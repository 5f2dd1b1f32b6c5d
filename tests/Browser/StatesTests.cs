using System.Globalization;

namespace Circle.Browser.Tests;

/// <summary>Every state that a panel can be in, without a server, as the people who hang the screen would check it.</summary>
[Collection(Lanes.Second)]
public sealed class StatesTests(FixturePages pages) : IClassFixture<FixturePages>
{
    private const string Full = "1920x1080";
    private const string Wide = "3240x1080";

    /// <summary>Page, language, size, state of the picture, and of the lists where it has any.</summary>
    public static TheoryData<string, string, string, string, string> States()
    {
        var data = new TheoryData<string, string, string, string, string>();
        foreach (var state in (string[])["usual", "missing", "stale", "kept", "clear", "unconfirmed", "missed", "crowded", "starting", "paused", "live", "loading", "unreachable", "unknown", "teams", "noTeams", "manyTeams"])
            data.Add("near", "zh", Full, state, "usual");
        foreach (var state in (string[])["usual", "stale", "clear", "unconfirmed", "missed", "teams", "noTeams", "manyTeams"]) data.Add("near", "en", Full, state, "usual");
        foreach (var lists in (string[])["usual", "empty", "loading", "failed"])
        {
            data.Add("near", "zh", Full, "street", lists);
            data.Add("near", "en", Full, "street", lists);
            data.Add("near", "zh", Full, "community", lists);
        }

        foreach (var state in (string[])["usual", "street", "community", "missing", "teams"]) data.Add("near", "zh", Wide, state, "usual");
        foreach (var state in (string[])["usual", "missing", "stale", "kept", "clear", "unconfirmed", "crowded", "street", "community", "teams", "manyTeams"]) data.Add("far", "zh", Full, state, "usual");
        return data;
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Nothing_is_cut_too_small_or_said_by_colour_alone(string view, string language, string size, string state, string lists)
    {
        var (width, height) = (int.Parse(size.Split('x')[0], CultureInfo.InvariantCulture), int.Parse(size.Split('x')[1], CultureInfo.InvariantCulture));
        var visit = await pages.ShowAsync($"state={state}&view={view}&lang={language}&lists={lists}", width, height);
        await visit.Page.Locator("#app main, #app [data-testid=wall-unknown]").First.WaitForAsync();
        if (lists is "empty" or "failed") await visit.Page.GetByTestId("list-owed").Locator(".notice").WaitForAsync();
        if (state is "street" or "community" && view == "near" && lists == "usual") await visit.Page.GetByTestId("list-owed").Locator("ol:not([aria-busy])").WaitForAsync();

        await visit.KeepAsync($"state-{view}-{state}-{lists}-{language}-{size}");

        Assert.Empty(await visit.Page.OverflowAsync());
        Assert.Empty(await visit.Page.TextSmallerThanAsync(height / 54.0 * (view == "near" ? 0.85 : 1.5)));
        Assert.Empty(await visit.Page.ViolationsAsync());
        Assert.Empty(visit.Errors);
    }
}

using Microsoft.Playwright;

namespace Circle.Browser.Tests;

public sealed class FarWallTests(Suite suite, KeptPages pages) : IClassFixture<KeptPages>
{
    [Theory]
    [InlineData(1920, 1080, "zh")]
    [InlineData(3840, 2160, "zh")]
    [InlineData(1920, 1080, "en")]
    [InlineData(3840, 2160, "en")]
    public async Task Nothing_is_cut_and_nothing_is_too_small(int width, int height, string language)
    {
        var visit = await pages.ShowWallAsync($"/wall?view=far&lang={language}", width, height);

        await visit.KeepAsync($"wall-{height}-{language}");

        Assert.Empty(await visit.Page.OverflowAsync());
        Assert.Empty(await visit.Page.TextSmallerThanAsync(height / 36.0));
    }

    [Fact]
    public async Task The_headline_says_what_the_sums_say()
    {
        var visit = await pages.ShowWallAsync("/wall?view=far");

        await Suite.HoldsAsync(async () =>
        {
            Assert.Equal(await Sums.OwedAsync(suite.Web, "jinshui"), await visit.Page.FigureAsync("owed"));
            Assert.Equal(await Sums.AcceptedTodayAsync(suite.Web, "jinshui"), await visit.Page.FigureAsync("accepted-today"));
            var owed = new List<long>();
            foreach (var street in await Sums.ChildrenAsync(suite.Web, "jinshui")) owed.Add(await Sums.OwedAsync(suite.Web, street));
            Assert.Equal(17, owed.Count);
            Assert.Equal(owed.Count(o => o > 0), await visit.Page.FigureAsync("children-behind"));
        });
        Assert.True(await visit.Page.FigureAsync("owed") > 0, "a rehearsal in which nothing is owed shows nothing");
    }

    [Fact]
    public async Task A_street_has_a_wall_of_its_own()
    {
        var visit = await pages.ShowWallAsync("/wall/huayuanlu?view=far");

        await visit.KeepAsync("wall-street");

        await Assertions.Expect(visit.Page.Locator("h1")).ToContainTextAsync("花园路");
        await Suite.HoldsAsync(async () => Assert.Equal(await Sums.OwedAsync(suite.Web, "huayuanlu"), await visit.Page.FigureAsync("owed")));
        Assert.Empty(await visit.Page.OverflowAsync());
    }

    [Fact]
    public async Task A_place_that_does_not_exist_is_said_with_a_way_out()
    {
        await using var visit = await suite.VisitAsync("/wall/nosuch");

        var failure = visit.Page.GetByTestId("wall-unknown");
        await failure.WaitForAsync();
        await visit.KeepAsync("wall-unknown");
        await Assertions.Expect(failure).ToContainTextAsync("nosuch");
        Assert.Empty(await visit.Page.OverflowAsync());
        await failure.GetByRole(AriaRole.Link).ClickAsync();
        await visit.Page.GetByTestId("wall").WaitForAsync();
    }

    [Theory]
    [InlineData("/wall?view=far")]
    [InlineData("/wall/huayuanlu?view=far")]
    [InlineData("/wall/nosuch")]
    public async Task Axe_finds_nothing_serious(string path)
    {
        var visit = await pages.ShowAsync(path, 1920, 1080);
        await visit.Page.Locator("[data-testid=wall], [data-testid=wall-unknown]").WaitForAsync();

        Assert.Empty(await visit.Page.ViolationsAsync());
    }
}

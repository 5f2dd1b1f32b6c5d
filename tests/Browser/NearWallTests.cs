using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>What an unpaired browser gets: everything of a region on one screen.</summary>
public sealed class NearWallTests(Suite suite, KeptPages pages) : IClassFixture<KeptPages>
{
    [Theory]
    [InlineData("/wall", 1920, 1080, "zh")]
    [InlineData("/wall", 3840, 2160, "zh")]
    [InlineData("/wall", 3240, 1080, "zh")]
    [InlineData("/wall", 1920, 1080, "en")]
    [InlineData("/wall/fengchanlu", 1920, 1080, "zh")]
    [InlineData("/wall/fengchanlu", 1920, 1080, "en")]
    [InlineData("/wall/huayuanlu", 3240, 1080, "zh")]
    [InlineData("/wall/huayuanlu-wuyuan", 1920, 1080, "zh")]
    public async Task No_text_is_too_small_or_cut_and_nothing_lies_outside(string path, int width, int height, string language)
    {
        var visit = await pages.ShowWallAsync($"{path}?view=near&lang={language}", width, height);
        await visit.Page.GetByTestId("countdown").WaitForAsync();

        await visit.KeepAsync($"near-{path.Split('/')[^1]}-{width}x{height}-{language}");

        Assert.Empty(await visit.Page.OverflowAsync());
        Assert.Empty(await visit.Page.TextSmallerThanAsync(height / 54.0 * 0.85));
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"));
    }

    [Theory]
    [InlineData("/wall")]
    [InlineData("/wall/huayuanlu")]
    public async Task Its_figures_are_the_sums_and_axe_finds_nothing_serious(string path)
    {
        var visit = await pages.ShowWallAsync(path);
        await visit.Page.GetByTestId("places").WaitForAsync();
        await visit.KeepAsync(path == "/wall" ? "near" : "near-street");

        await Suite.HoldsAsync(async () => Assert.Equal(
            await Sums.OwedAsync(suite.Web, path == "/wall" ? "jinshui" : "huayuanlu"), long.Parse((await visit.Page.GetByTestId("owed").TextContentAsync())!, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Empty(await visit.Page.ViolationsAsync());
    }

    [Fact]
    public async Task The_delay_of_the_picture_is_measured_by_a_canary()
    {
        var visit = await pages.ShowWallAsync("/wall");

        await Assertions.Expect(visit.Page.GetByTestId("latency")).ToContainTextAsync("ms", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
    }

    [Fact]
    public async Task A_hand_gets_a_wall_that_scrolls()
    {
        await using var visit = await suite.StandingPhoneAsync();

        await visit.KeepAsync("wall-phone");

        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight > innerHeight"));
        Assert.Empty(await visit.Page.ViolationsAsync());
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('a')].filter(a => a.getBoundingClientRect().height < 47.5).map(a => a.textContent.trim())"));
    }
}

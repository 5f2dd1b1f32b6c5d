using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>A wall that nobody touches shows what happens, and says so when it cannot.</summary>
public sealed class LiveChangeTests(Suite suite)
{
    private static readonly LocatorAssertionsToHaveTextOptions Soon = new() { Timeout = 30_000 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_report_changes_the_figure_without_a_reload(bool reducedMotion)
    {
        await using var visit = await suite.StandingWallAsync(reducedMotion: reducedMotion);
        await visit.Page.MarkAsync();
        await visit.Page.EvaluateAsync("() => { window.moved = 0; document.addEventListener('animationstart', () => window.moved++); document.addEventListener('transitionrun', () => window.moved++); }");
        var completed = await visit.Page.FigureAsync("today-completed");

        await suite.Web.CompleteOneAsync();

        await Assertions.Expect(visit.Page.GetByTestId("today-completed")).ToHaveTextAsync($"{completed + 1}", Soon);
        Assert.True(await visit.Page.IsMarkedAsync());

        // The flash begins with the next painting.
        await visit.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        var moved = await visit.Page.EvaluateAsync<int>("() => window.moved + document.getAnimations().length");
        if (reducedMotion) Assert.Equal(0, moved);
        else Assert.True(moved > 0, "without the wish for less motion a change flashes, else this test says nothing");
    }

    [Fact]
    public async Task A_running_rehearsal_moves_the_wall_by_itself()
    {
        await using var visit = await suite.StandingWallAsync();
        await visit.Page.MarkAsync();
        var before = await visit.Page.GetByTestId("now").InnerTextAsync();

        await using var going = await suite.Web.GoesOnAsync();

        await Assertions.Expect(visit.Page.GetByTestId("now")).Not.ToHaveTextAsync(before);
        await Assertions.Expect(visit.Page.GetByTestId("mode")).ToContainTextAsync("×");
        Assert.True(await visit.Page.IsMarkedAsync());
    }
}

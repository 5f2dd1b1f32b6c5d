using System.Diagnostics;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>A screen at which nobody signs in, and the desk from which it is steered, in a live system.</summary>
[Collection(Lanes.Second)]
public sealed class ScreenTests(Suite suite)
{
    /// <summary>What an eye needs on 55 inches at 4 m: 16 minutes of arc are 30 pixels.</summary>
    private const double Readable = 29.5;

    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = 30_000 };

    /// <summary>Reports are written every 10 s.</summary>
    private static readonly LocatorAssertionsToContainTextOptions Written = new() { Timeout = 30_000 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_screen_is_paired_comes_back_by_itself_moves_reloads_and_goes_dark()
    {
        using var data = new TemporaryFolder();
        var options = new ProgramOptions { DataDirectory = data.FullPath, Mode = "Live" };
        await using var first = await ProgramProcess.StartAsync(options, Cancel);
        await first.OpenFirstAdministratorAsync(Cancel);
        await using var glass = await suite.VisitAsync("/wall", web: first);
        await using var desk = await suite.VisitAsync("/screens", 1440, 900, web: first, signedIn: (ProgramProcess.FirstName, ProgramProcess.FirstPassword));

        await IsPairedAsync(glass, desk);
        await DrawsAsItHangsAsync(glass, desk);

        // The power goes: of the screen, then of the server.
        await glass.Page.ReloadAsync();
        await ShowsAsync(glass, "文化路街道");
        await glass.Page.MarkAsync();
        await first.KillAsync();
        await using var again = await ProgramProcess.StartAsync(options with { Port = first.Port }, Cancel);
        await Suite.HoldsAsync(async () => Assert.True(await glass.Page.GetByTestId("wall").IsVisibleAsync() && await glass.Page.Locator(".stale").CountAsync() == 0));
        Assert.True(await glass.Page.IsMarkedAsync(), "it came back without anybody's doing");

        await MovesAndReloadsAsync(glass, desk);
        await GoesDarkAsync(glass, desk);
    }

    private static async Task IsPairedAsync(Visit glass, Visit desk)
    {
        var code = glass.Page.GetByTestId("pairing-code").Locator("[aria-hidden]");
        await Assertions.Expect(code).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[A-HJ-NP-Z2-9]{6}$"), new LocatorAssertionsToHaveTextOptions { Timeout = 30_000 });
        await glass.KeepAsync("screen-code");
        Assert.Empty(await glass.Page.TextSmallerThanAsync(Readable));
        Assert.Empty(await glass.Page.OverflowAsync());
        Assert.Empty(await glass.Page.ViolationsAsync());

        var form = desk.Page.GetByTestId("approve");
        await form.GetByTestId("screen-code").FillAsync((await code.InnerTextAsync()).ToLowerInvariant());
        await form.GetByTestId("screen-name").FillAsync("一楼大厅");
        await Assertions.Expect(form.GetByTestId("drawing")).ToContainTextAsync("远看");
        await form.GetByTestId("place").ChooseAsync("文化路街道", "whl");
        await form.GetByTestId("approve-do").ClickAsync();

        await ShowsAsync(glass, "文化路街道");
        await glass.KeepAsync("screen-paired");
        Assert.Empty(await glass.Page.TextSmallerThanAsync(Readable));
        await Assertions.Expect(Row(desk).GetByTestId("state")).ToContainTextAsync("在线", Written);

        // Its first report was sent before it had a picture.
        await Assertions.Expect(Row(desk).GetByTestId("age")).ToContainTextAsync("秒", Written);
        await Assertions.Expect(Row(desk)).ToContainTextAsync("最新");
        await desk.KeepAsync("screens-desk");
        Assert.Empty(await desk.Page.ViolationsAsync());
    }

    private static async Task DrawsAsItHangsAsync(Visit glass, Visit desk)
    {
        await Row(desk).GetByTestId("correct").ClickAsync();
        var dialog = desk.Page.GetByTestId("confirm");
        await dialog.GetByTestId("inches").FillAsync("98");
        await Assertions.Expect(dialog.GetByTestId("drawing")).ToContainTextAsync("近看");
        Assert.Empty(await desk.Page.ViolationsAsync());
        await desk.Page.GetByTestId("confirm-do").ClickAsync();

        await Suite.HoldsAsync(async () => Assert.NotEmpty(await glass.Page.TextSmallerThanAsync(Readable)));
        Assert.Empty(await glass.Page.TextSmallerThanAsync(16.5));
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    private static async Task MovesAndReloadsAsync(Visit glass, Visit desk)
    {
        await Row(desk).GetByTestId("move").ClickAsync();
        await desk.Page.GetByTestId("confirm").GetByTestId("place").ChooseAsync("花园路街道", "花园l");
        await desk.Page.GetByTestId("confirm-do").ClickAsync();
        await ShowsAsync(glass, "花园路街道");

        await glass.Page.MarkAsync();
        await Row(desk).GetByTestId("reload").ClickAsync();
        await Suite.HoldsAsync(async () => Assert.False(await glass.Page.IsMarkedAsync()));
        await ShowsAsync(glass, "花园路街道");
    }

    private static async Task GoesDarkAsync(Visit glass, Visit desk)
    {
        await Row(desk).GetByTestId("revoke").ClickAsync();
        await desk.Page.GetByTestId("reason").FillAsync("已拆除");
        await desk.Page.GetByTestId("confirm-do").ClickAsync();
        var since = Stopwatch.GetTimestamp();
        await Assertions.Expect(glass.Page.GetByTestId("wall")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 10_000 });
        Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(5), $"dark after {Stopwatch.GetElapsedTime(since)}");

        await Assertions.Expect(glass.Page.GetByTestId("pairing")).ToContainTextAsync("已被撤销");
        await Assertions.Expect(glass.Page.GetByTestId("pairing-code")).ToBeVisibleAsync(Soon);
        Assert.DoesNotContain("花园路", await glass.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        await glass.KeepAsync("screen-revoked");
        Assert.Empty(await glass.Page.OverflowAsync());
        Assert.Empty(await glass.Page.ViolationsAsync());
        await Assertions.Expect(Row(desk).GetByTestId("state")).ToContainTextAsync("已撤销");
        await Assertions.Expect(Row(desk).GetByTestId("revoke")).ToHaveCountAsync(0);
    }

    private static ILocator Row(Visit desk) => desk.Page.GetByTestId("screen");

    private static async Task ShowsAsync(Visit glass, string place)
    {
        await Assertions.Expect(glass.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(place), new PageAssertionsToHaveTitleOptions { Timeout = 30_000 });
        await Assertions.Expect(glass.Page.GetByTestId("wall")).ToBeVisibleAsync(Soon);
    }
}

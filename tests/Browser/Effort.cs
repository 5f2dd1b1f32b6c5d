using System.Globalization;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>What a page made the browser do: the renderer's own counts, and the seconds of a processor that all its processes used.</summary>
internal sealed record Spent(double Layouts, double StyleRecalculations, double RendererSeconds, double BrowserSeconds)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"layouts {Layouts}, style recalculations {StyleRecalculations}, renderer {RendererSeconds:0.000} s, every process of the browser {BrowserSeconds:0.000} s");
}

internal sealed class Effort : IAsyncDisposable
{
    private readonly ICDPSession _page;
    private readonly ICDPSession _browser;

    private Effort(ICDPSession page, ICDPSession browser) => (_page, _browser) = (page, browser);

    public static async Task<Effort> OfAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable");
        return new Effort(session, await page.Context.Browser!.NewBrowserCDPSessionAsync());
    }

    /// <summary>How much it was over a time that is waited for, and how long that was.</summary>
    public async Task<(Spent Spent, double Seconds)> OverAsync(TimeSpan time)
    {
        var began = TimeProvider.System.GetTimestamp();
        var before = await ReadAsync();
        await Task.Delay(time, TestContext.Current.CancellationToken);
        var after = await ReadAsync();
        return (
            new Spent(
                after.Layouts - before.Layouts,
                after.StyleRecalculations - before.StyleRecalculations,
                after.RendererSeconds - before.RendererSeconds,
                after.BrowserSeconds - before.BrowserSeconds),
            TimeProvider.System.GetElapsedTime(began).TotalSeconds);
    }

    public async ValueTask DisposeAsync()
    {
        await _page.DetachAsync();
        await _browser.DetachAsync();
    }

    private async Task<Spent> ReadAsync()
    {
        var metrics = (await _page.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble());
        var processes = (await _browser.SendAsync("SystemInfo.getProcessInfo"))!.Value.GetProperty("processInfo").EnumerateArray()
            .Select(p => (Type: p.GetProperty("type").GetString(), Seconds: p.GetProperty("cpuTime").GetDouble())).ToList();
        return new Spent(
            metrics["LayoutCount"],
            metrics["RecalcStyleCount"],
            processes.Where(p => p.Type == "renderer").Sum(p => p.Seconds),
            processes.Sum(p => p.Seconds));
    }
}

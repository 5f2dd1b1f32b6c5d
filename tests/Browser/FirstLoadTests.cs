using System.Collections.Concurrent;
using System.Globalization;
using Circle.TestServers;
using Microsoft.Playwright;

namespace Circle.Browser.Tests;

/// <summary>What a phone that knows nothing yet takes over the air, as the browser counts it: heads and compressed bodies.</summary>
[Collection(Lanes.Second)]
public sealed class FirstLoadTests(Suite suite)
{
    private const int Most = 200 * 1024;

    [Theory]
    [InlineData("/field", "volunteer", "team")]
    [InlineData("/field/log", "volunteer", "save")]
    [InlineData("/field/review", "team-leader", "review-none")]
    public async Task A_phone_s_first_page_is_small(string path, string name, string shown)
    {
        var taken = new ConcurrentDictionary<string, long>();
        var files = new ConcurrentDictionary<string, string>();
        await using var visit = await suite.VisitAsync(path, 390, 844, signedIn: (name, ProgramProcess.DemonstrationPassword), before: page => CountAsync(page, files, taken));
        await visit.Page.GetByTestId(shown).First.WaitForAsync();
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var sum = taken.Values.Sum();
        var largest = string.Join("\n", taken.OrderByDescending(t => t.Value).Take(12).Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Value,8:N0} {files.GetValueOrDefault(t.Key)}")));
        Assert.True(taken.Count > 5, "the page's files were seen");
        Assert.True(sum <= Most, string.Create(CultureInfo.InvariantCulture, $"{sum:N0} bytes in {taken.Count} files, of which\n{largest}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{path}: {sum} bytes in {taken.Count} files");
    }

    private static async Task CountAsync(IPage page, ConcurrentDictionary<string, string> files, ConcurrentDictionary<string, long> taken)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        session.Event("Network.responseReceived").OnEvent += (_, e) => files[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("response").GetProperty("url").GetString()!;
        session.Event("Network.loadingFinished").OnEvent += (_, e) => taken[e!.Value.GetProperty("requestId").GetString()!] = (long)e.Value.GetProperty("encodedDataLength").GetDouble();
    }
}

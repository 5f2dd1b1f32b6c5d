using System.Net;
using System.Net.Sockets;
using System.Text;
using Circle.TestServers;
using Microsoft.AspNetCore.SignalR;

namespace Circle.Processes.Tests;

/// <summary>What clients do wrong every day is answered to them, and is no error of the program.</summary>
public sealed class ExpectedTests
{
    /// <summary>Who answers requests.</summary>
    private static readonly string[] Speakers = ["\"Category\":\"Microsoft.AspNetCore.", "\"Category\":\"Circle.Web."];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>As a process of its own: beside others in one, what a busy machine does to them would stand in its log.</summary>
    [Fact]
    public async Task What_is_refused_is_answered_and_leaves_no_error_in_the_log()
    {
        using var data = new TemporaryFolder();
        await using var web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = data.FullPath }.Quiet(), Cancel);
        await Api.Of(web).StandStillAsync();

        await WallsAreRefusedAsync(web);
        await ALargeBodyIsRefusedAsync(Api.Of(web));
        await ASlowBodyIsRefusedAsync(web);
        Assert.Equal(0, await web.StopAsync(Cancel));

        // All output has arrived by now. What the runtime says of a machine that stood still for half a minute is not of these requests.
        var told = web.Output.Split('\n').Where(l => Speakers.Any(l.Contains) && (l.Contains("Exception", StringComparison.Ordinal) || l.Contains("\"Error\"", StringComparison.Ordinal)));
        Assert.True(!told.Any(), string.Join('\n', told));
    }

    private static async Task WallsAreRefusedAsync(RunningProgram web)
    {
        await using var screen = await Screen.OpenAsync(web.Address);
        Assert.Contains("unknown-place", (await Assert.ThrowsAsync<HubException>(() => screen.FirstAsync("no-such"))).Message);

        await using var frames = screen.WatchAsync("duling").GetAsyncEnumerator(Cancel);
        Assert.True(await frames.MoveNextAsync());
        Assert.Contains("one-wall-a-connection", (await Assert.ThrowsAsync<HubException>(() => screen.FirstAsync("duling"))).Message);
    }

    private static async Task ALargeBodyIsRefusedAsync(Api api)
    {
        var reply = await api.CommandAsync("/api/v1/facilities/culture-centre-fengqinglu-ruifeng/completion", new { on = "2013-09-26", note = new string('x', 70_000) });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
        Assert.Contains("64 KB", reply.Json.GetProperty("title").GetString());
    }

    /// <summary>A body that stays away: the server waits 5 s for it.</summary>
    private static async Task ASlowBodyIsRefusedAsync(RunningProgram web)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", web.Port, Cancel);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes("POST /api/v1/facilities HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"), Cancel);

        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(Cancel);

        Assert.StartsWith("HTTP/1.1 408 ", answer);
        Assert.Contains("请检查网络后再提交", answer);
    }
}

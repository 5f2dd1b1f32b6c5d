using System.Globalization;
using System.Net;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests;

public sealed class LiveTests
{
    private static readonly string[] Red = ["missed", "behind"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_live_morning_has_the_seeds_nothing_red_and_takes_no_commands()
    {
        using var data = new TemporaryFolder();
        await using var web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, Mode = "Live" }, Cancel);
        var api = Api.Of(web);

        await RunsOnTheRealClockAsync(api);
        await NothingIsForStrangersAsync(web, api);
        await web.OpenFirstAdministratorAsync(Cancel);
        await HoldsTheSeedsAloneAsync(api);
        await NothingIsRedAsync(web);
        await WhatTheOfficeMayNotIsRefusedAsync(api);
        await TheClockIsNobodysToSteerAsync(api);
    }

    private static async Task RunsOnTheRealClockAsync(Api api)
    {
        var before = DateTimeOffset.UtcNow;
        var view = await api.GetAsync("/api/v1/rehearsal");
        var now = DateTimeOffset.Parse(view.GetProperty("now").GetString()!, CultureInfo.InvariantCulture);

        Assert.InRange(now, before, DateTimeOffset.UtcNow);
        Assert.Equal("live", view.GetProperty("mode").GetString());
        Assert.Equal("running", view.GetProperty("phase").GetString());
        Assert.False(view.TryGetProperty("seed", out _), "a live system has no seed of a simulation");
    }

    private static async Task HoldsTheSeedsAloneAsync(Api api)
    {
        var facilities = await api.FacilitiesAsync();

        Assert.NotEmpty(facilities);
        Assert.DoesNotContain(facilities, f => f.GetProperty("source").GetString()!.Contains("演练", StringComparison.Ordinal));
        Assert.All(facilities.Take(5), f => Assert.Equal("planned", f.GetProperty("stage").GetString()));
        var history = await api.HistoryAsync(facilities[0].GetProperty("id").GetString()!);
        Assert.Equal("system:seeds", Assert.Single(history).Actor);
    }

    private static async Task NothingIsRedAsync(RunningProgram web)
    {
        await using var screen = await Screen.OpenAsync(web.Address, cookies: web.Cookies);
        var frame = await Eventually.GetAsync(
            "a painted frame", async () => await screen.FirstAsync() is { } f && f.Cells.ContainsKey("headline") ? f : null, cancel: Cancel);

        Assert.Equal("live", frame.Mode);
        var lines = frame.Group("line/").ToList();
        Assert.Equal(24, lines.Count);
        Assert.All(lines, l => Assert.Equal("baselineUnconfirmed", l.GetProperty("status").GetString()));
        Assert.All(frame.Group("place/"), p => Assert.DoesNotContain(p.GetProperty("status").GetString(), Red));
        var headline = frame.Cell("headline")!.Value;
        Assert.Equal(0, headline.GetProperty("owed").GetInt64());
        Assert.Equal(24, headline.GetProperty("lines").GetProperty("unconfirmed").GetInt32());
    }

    private static async Task NothingIsForStrangersAsync(RunningProgram web, Api api)
    {
        const string id = "any";
        var today = DateOnly.FromDateTime(DateTime.UtcNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (string Path, object Body)[] commands =
        [
            ($"facilities/{id}/completion", new { on = today }),
            ($"facilities/{id}/withdrawal", new { reason = "试" }),
            ("facilities", new { id = "new", line = "fitness", place = "jinshui", name = "试", origin = "planned" }),
            ("lines/fitness/baseline", new { asOf = today, source = "试" }),
            ("plan/proposal/1/adoption", new { }),
            ("plan/proposal/1/dismissal", new { reason = "试" }),
        ];
        foreach (var (path, body) in commands)
        {
            var reply = await api.CommandAsync($"/api/v1/{path}", body);
            Assert.True(reply.Status == HttpStatusCode.Unauthorized, $"{path}: {reply}");
            Assert.Equal("no-account", Assert.Single(reply.Json.GetProperty("errors").EnumerateArray()).GetProperty("code").GetString());
            Assert.Contains("登录", reply.Json.GetProperty("detail").GetString());
        }

        foreach (var path in (string[])["facilities", "facilities/any", "facilities/any/history", "plan", "plan/versions", "plan/proposal", "plan/files", "targets", "evidence", "evidence/facilities", "places/jinshui/tally"])
        {
            var reply = await api.SendAsync(HttpMethod.Get, $"/api/v1/{path}");
            Assert.True(reply.Status == HttpStatusCode.Unauthorized, $"{path}: {reply}");
        }

        await using var screen = await Screen.OpenAsync(web.Address);
        var refused = await Assert.ThrowsAnyAsync<Exception>(async () => await screen.FirstAsync());
        Assert.Contains("not-allowed", refused.Message);

        // Files are not read, so nothing is said of them, nor of the key.
        var upload = await api.UploadAsync("/api/v1/plan/proposal", key: null, ("notes.docx", [1, 2, 3]));
        Assert.Equal(HttpStatusCode.Unauthorized, upload.Status);
        Assert.Equal("no-account", Assert.Single(upload.Json.GetProperty("errors").EnumerateArray()).GetProperty("code").GetString());
    }

    /// <summary>Nobody verifies what they entered, so the office that verifies reports nothing.</summary>
    private static async Task WhatTheOfficeMayNotIsRefusedAsync(Api api)
    {
        var id = (await api.FacilitiesAsync())[0].GetProperty("id").GetString()!;

        var reply = await api.CommandAsync($"/api/v1/facilities/{id}/completion", new { on = DateOnly.FromDateTime(DateTime.UtcNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });

        Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
        Assert.Equal("not-yours", Assert.Single(reply.Json.GetProperty("errors").EnumerateArray()).GetProperty("code").GetString());
        Assert.Single(await api.HistoryAsync(id));
    }

    private static async Task TheClockIsNobodysToSteerAsync(Api api)
    {
        foreach (var (path, body) in new[] { ("pause", ""), ("resume", ""), ("speed", """{"speed":60}""") })
        {
            var reply = await api.PostAsync($"/api/v1/rehearsal/{path}", body, key: null);
            Assert.True(reply.Status == HttpStatusCode.Conflict, $"{path}: {reply}");
            Assert.Contains("正式运行", reply.Json.GetProperty("detail").GetString());
        }
    }
}

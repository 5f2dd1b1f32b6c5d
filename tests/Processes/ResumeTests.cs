using System.Globalization;
using Circle.TestServers;

namespace Circle.Processes.Tests;

/// <summary>A rehearsal's time goes on where it was, whatever becomes of the process.</summary>
public sealed class ResumeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kill_while_it_catches_up_never_sets_the_time_back()
    {
        using var data = new TemporaryFolder();
        var options = new ProgramOptions { DataDirectory = data.FullPath };
        var last = DateTimeOffset.MinValue;
        var today = "";
        await using (var killed = await ProgramProcess.StartAsync(options, Cancel))
        {
            await using var screen = await Screen.OpenAsync(killed.Address);
            await foreach (var frame in screen.WatchAsync())
            {
                today = frame.Today;
                last = await NowAsync(Api.Of(killed));
                if (string.CompareOrdinal(today, "2013-10-15") > 0) break;
            }

            await killed.KillAsync();
        }

        await using var web = ProgramProcess.Launch(options);
        await Eventually.IsTrueAsync("an answer", () => web.AnswersAsync("/health/live", Cancel), cancel: Cancel);
        await using (var screen = await Screen.OpenAsync(web.Address))
        {
            var first = await screen.FirstAsync();
            Assert.True(string.CompareOrdinal(first.Today, today) >= 0, $"a screen that showed {today} is shown {first.Today}");
        }

        Assert.InRange(await NowAsync(Api.Of(web)), last, DateTimeOffset.MaxValue);
        await Eventually.IsTrueAsync("it has caught up", async () => (await ViewAsync(Api.Of(web))).Phase == "running", cancel: Cancel);
    }

    [Fact]
    public async Task A_kill_at_night_never_sets_the_time_back()
    {
        using var data = new TemporaryFolder();
        var options = new ProgramOptions { DataDirectory = data.FullPath, WatchedFrom = "2013-09-26T18:43:00+08:00", Paused = true };
        var last = DateTimeOffset.MinValue;
        await using (var killed = await ProgramProcess.StartAsync(options, Cancel))
        {
            var api = Api.Of(killed);
            await api.StandStillAsync();
            Assert.Equal(System.Net.HttpStatusCode.NoContent, (await api.PostAsync("/api/v1/rehearsal/resume", "", key: null)).Status);

            // Nights pass in seconds: by now it runs twenty times as fast as by day.
            var evening = DateTimeOffset.Parse("2013-09-26T23:00:00+08:00", CultureInfo.InvariantCulture);
            await Eventually.IsTrueAsync("night has come", async () => (last = await NowAsync(api)) > evening, cancel: Cancel);
            await killed.KillAsync();
        }

        await using var web = await ProgramProcess.StartAsync(options, Cancel);

        Assert.InRange(await NowAsync(Api.Of(web)), last, DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task A_pause_that_was_configured_or_asked_for_outlives_a_kill_and_a_speed_that_was_set_does_too()
    {
        using var data = new TemporaryFolder();
        var options = new ProgramOptions { DataDirectory = data.FullPath }.Quiet();
        await using (var killed = await ProgramProcess.StartAsync(options, Cancel))
        {
            await Eventually.IsTrueAsync("it stands still", async () => (await ViewAsync(Api.Of(killed))).Paused, cancel: Cancel);
            var reply = await Api.Of(killed).CommandAsync("/api/v1/facilities/culture-centre-fengqinglu-taihe/correction", new { name = "改" });
            Assert.True((int)reply.Status == 200, reply.Text);
            await killed.KillAsync();
        }

        DateTimeOffset last;
        await using (var killed = await ProgramProcess.StartAsync(options, Cancel))
        {
            var api = Api.Of(killed);
            Assert.True((await ViewAsync(api)).Paused, "it was to stand still once it had caught up, and goes on");
            foreach (var (path, body) in new[] { ("resume", ""), ("pause", ""), ("speed", """{"speed":60}""") })
                Assert.Equal(System.Net.HttpStatusCode.NoContent, (await api.PostAsync($"/api/v1/rehearsal/{path}", body, key: null)).Status);
            last = await NowAsync(api);
            await killed.KillAsync();
        }

        await using var web = await ProgramProcess.StartAsync(options with { Paused = false }, Cancel);

        var (_, now, paused, speed) = await ViewAsync(Api.Of(web));
        Assert.Equal((true, 60.0, last), (paused, speed, now));
    }

    private static async Task<DateTimeOffset> NowAsync(Api api) => (await ViewAsync(api)).Now;

    private static async Task<(string Phase, DateTimeOffset Now, bool Paused, double Speed)> ViewAsync(Api api)
    {
        var view = await api.GetAsync("/api/v1/rehearsal");

        // Databases keep microseconds.
        var now = view.GetProperty("now").GetDateTimeOffset();
        return (
            view.GetProperty("phase").GetString()!,
            new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero),
            view.GetProperty("paused").GetBoolean(),
            view.GetProperty("speed").GetDouble());
    }
}

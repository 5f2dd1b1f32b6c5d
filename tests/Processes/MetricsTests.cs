using Circle.TestServers;

namespace Circle.Processes.Tests;

/// <summary>A process of its own: hosted beside others, its meters would be theirs too.</summary>
public sealed class MeteredWeb : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();

    public RunningProgram Web { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = _data.FullPath }.Quiet(), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        _data.Dispose();
    }
}

/// <summary>What operators read of a program.</summary>
public sealed class MetricsTests(MeteredWeb metered) : IClassFixture<MeteredWeb>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RunningProgram Web => metered.Web;

    [Fact]
    public async Task Metrics_say_how_the_write_path_the_sums_and_the_screens_are()
    {
        await using (var screen = await Screen.OpenAsync(Web.Address))
        {
            await using var frames = screen.WatchAsync().GetAsyncEnumerator(Cancel);
            for (var i = 0; i < 3; i++) Assert.True(await frames.MoveNextAsync());
        }

        string[] wanted =
        [
            "circle_journal_batch", "circle_journal_batch_duration_seconds", "circle_journal_events_total", "circle_journal_queue",
            "circle_rollup_batch", "circle_rollup_drift_total", "circle_frames_total", "circle_screen_age_seconds", "circle_screens",
        ];
        await Eventually.HoldsAsync(
            async () =>
            {
                var text = (await Api.Of(Web).SendAsync(HttpMethod.Get, "/metrics")).Text;
                var given = text.Split('\n').Where(l => l.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(l => l.Split(' ')[2]).ToList();
                Assert.Equal([], wanted.Except(given.SelectMany(n => new[] { n, $"{n}_total" })));
            },
            TimeSpan.FromSeconds(15),
            Cancel);
    }

    [Fact]
    public async Task Times_in_seconds_are_told_apart_below_a_second()
    {
        await using (var screen = await Screen.OpenAsync(Web.Address))
        {
            await using var frames = screen.WatchAsync().GetAsyncEnumerator(Cancel);
            for (var i = 0; i < 3; i++) Assert.True(await frames.MoveNextAsync());
        }

        await Eventually.HoldsAsync(
            async () =>
            {
                var text = (await Api.Of(Web).SendAsync(HttpMethod.Get, "/metrics")).Text;
                Assert.All(["circle_screen_age_seconds_bucket", "circle_journal_batch_duration_seconds_bucket"], name =>
                    Assert.True(text.Split('\n').Count(l => l.StartsWith(name, StringComparison.Ordinal) && l.Contains("le=\"0.", StringComparison.Ordinal)) >= 3, name));
            },
            TimeSpan.FromSeconds(15),
            Cancel);
    }
}

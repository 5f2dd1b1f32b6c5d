using System.Text.Json;
using Circle.TestServers;
using Microsoft.AspNetCore.SignalR;

namespace Circle.Processes.Tests;

/// <summary>The wall's stream. What each test changes lies under a street that no other test touches.</summary>
public sealed class HubTests(QuietWeb quiet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Protocol.Json, "huayuanlu")]
    [InlineData(Protocol.MessagePack, "wenhualu")]
    public async Task A_screen_gets_the_whole_picture_and_then_what_changes(Protocol protocol, string street)
    {
        var web = await quiet.GetAsync();
        await using var screen = await Screen.OpenAsync(web.Address, protocol);
        await using var frames = screen.WatchAsync(street).GetAsyncEnumerator(Cancel);
        var full = await WholeAsync(frames);
        Assert.Equal((street, "rehearsal", "2013-09-26"), (full.Place, full.Mode, full.Today));
        Assert.Equal(24, full.Group("line/").Count());
        var completed = full.Cell("today")!.Value.GetProperty("completed").GetInt64();

        await CompleteAsync(Api.Of(web), street);

        var delta = await UntilAsync(frames, f => f.Cells.ContainsKey("today"));
        Assert.False(delta.Full);
        Assert.Equal(full.Epoch, delta.Epoch);
        Assert.True(delta.N > full.N);
        Assert.True(delta.Cells.Count < full.Cells.Count / 2, $"{delta.Cells.Count} of {full.Cells.Count} cells changed by one report");
        Assert.DoesNotContain("head", delta.Cells.Keys);
        Assert.Equal(completed + 1, delta.Cell("today")!.Value.GetProperty("completed").GetInt64());
    }

    [Fact]
    public async Task Both_protocols_show_the_same()
    {
        var web = await quiet.GetAsync();
        await using var json = await Screen.OpenAsync(web.Address);
        await using var packed = await Screen.OpenAsync(web.Address, Protocol.MessagePack);

        // Another test may change the district between the two readings; of one frame they have to agree.
        await Eventually.HoldsAsync(
            async () =>
            {
                var (a, b) = (await json.FirstAsync(), await packed.FirstAsync());
                Assert.Equal(Seen.Of(a), Seen.Of(b));
                Assert.Equal(a.Cells.Keys.Order(StringComparer.Ordinal), b.Cells.Keys.Order(StringComparer.Ordinal));
                Assert.All(a.Cells.Keys, key => Assert.True(JsonElement.DeepEquals(a.Cell(key)!.Value, b.Cell(key)!.Value), key));
            },
            cancel: Cancel);
    }

    [Fact]
    public async Task Something_comes_though_nothing_changes()
    {
        var web = await quiet.GetAsync();
        await using var screen = await Screen.OpenAsync(web.Address);
        await using var frames = screen.WatchAsync("duling").GetAsyncEnumerator(Cancel);
        var full = await WholeAsync(frames);

        var beat = await UntilAsync(frames, _ => true);

        Assert.Equal(full.Epoch, beat.Epoch);
        Assert.False(beat.Full);
        Assert.Empty(beat.Cells);
        Assert.NotEqual("", beat.AsOf);
    }

    [Theory]
    [InlineData("jingbalu", true)]
    [InlineData("dongfenglu", false)]
    public async Task A_screen_that_comes_back_gets_what_it_has_not_seen(string street, bool anotherWatches)
    {
        var web = await quiet.GetAsync();
        await using var other = await Screen.OpenAsync(web.Address);
        await using var others = other.WatchAsync(street).GetAsyncEnumerator(Cancel);
        if (anotherWatches) await WholeAsync(others);
        Frame seen;
        await using (var before = await Screen.OpenAsync(web.Address))
        {
            await using var frames = before.WatchAsync(street).GetAsyncEnumerator(Cancel);
            seen = await WholeAsync(frames);
        }

        await CompleteAsync(Api.Of(web), street);
        if (anotherWatches) await UntilAsync(others, f => f.Cells.ContainsKey("today"));

        await using var back = await Screen.OpenAsync(web.Address);
        await using var rest = back.WatchAsync(street, Seen.Of(seen)).GetAsyncEnumerator(Cancel);
        var delta = await UntilAsync(rest, f => f.Cells.Count > 0);
        Assert.Contains("today", delta.Cells.Keys);

        // A node that has not watched the region meanwhile cannot say what changed, nor what went: then it is all, and says so.
        Assert.Equal(delta.Full, delta.Cells.ContainsKey("head"));
        if (anotherWatches) Assert.False(delta.Full);
    }

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(long.MaxValue, 1)]
    public async Task A_screen_with_a_number_of_another_epoch_gets_the_whole_picture(long epoch, long n)
    {
        var web = await quiet.GetAsync();
        await using var screen = await Screen.OpenAsync(web.Address);

        var first = await screen.FirstAsync("duling", new Seen(epoch, n));

        Assert.True(first.Full);
        Assert.Contains("head", first.Cells.Keys);
    }

    [Fact]
    public async Task A_screen_that_acknowledges_nothing_gets_two_frames_and_is_cut_off()
    {
        var web = await quiet.GetAsync();
        await using var screen = await Screen.OpenAsync(web.Address);
        var got = 0;
        var watching = Task.Run(
            async () =>
            {
                await foreach (var _ in screen.WatchAsync("duling", acknowledge: false)) got++;
            },
            Cancel);

        await screen.Closed.WaitAsync(Patience, Cancel);

        await Assert.ThrowsAnyAsync<Exception>(() => watching);
        Assert.Equal(2, got);
    }

    [Theory]
    [InlineData("no-such")]
    [InlineData("NO SUCH")]
    [InlineData("")]
    public async Task An_unknown_place_is_an_error_that_a_wall_knows_by_name(string place)
    {
        var web = await quiet.GetAsync();
        await using var screen = await Screen.OpenAsync(web.Address);

        var error = await Assert.ThrowsAsync<HubException>(() => screen.FirstAsync(place));

        Assert.Contains("unknown-place", error.Message);
    }

    [Fact]
    public async Task A_connection_has_one_stream_and_may_have_another_when_it_has_ended()
    {
        var web = await quiet.GetAsync();
        await using var screen = await Screen.OpenAsync(web.Address);
        using (var stop = new CancellationTokenSource())
        {
            await using var frames = screen.StreamAsync("duling", since: null, acknowledge: true, stop.Token).GetAsyncEnumerator(Cancel);
            await WholeAsync(frames);

            var error = await Assert.ThrowsAsync<HubException>(() => screen.FirstAsync("duling"));

            Assert.Contains("one-wall-a-connection", error.Message);
            await stop.CancelAsync();
        }

        await Eventually.HoldsAsync(async () => Assert.True((await screen.FirstAsync("duling")).Full), cancel: Cancel);
    }

    /// <summary>Reports something as completed that the street's seeds have planned.</summary>
    private static async Task CompleteAsync(Api api, string street)
    {
        var planned = await api.GetAsync($"/api/v1/facilities?place={street}&line={QuietWeb.ConfirmedLine}&stage=planned&limit=1");
        var id = planned.GetProperty("items")[0].GetProperty("id").GetString();
        var reply = await api.CommandAsync($"/api/v1/facilities/{id}/completion", new { on = "2013-09-26" });
        Assert.True((int)reply.Status == 200, reply.Text);
    }

    /// <summary>The first whole picture: a region that was just woken may first say that it has none yet.</summary>
    private static async Task<Frame> WholeAsync(IAsyncEnumerator<Frame> frames)
    {
        var cells = new Dictionary<string, object?>();
        while (true)
        {
            var frame = await UntilAsync(frames, _ => true);
            if (frame.Full) cells.Clear();
            foreach (var (key, cell) in frame.Cells) cells[key] = cell;
            if (!cells.ContainsKey("head")) continue;
            frame.Cells = cells;
            return frame;
        }
    }

    private static async Task<Frame> UntilAsync(IAsyncEnumerator<Frame> frames, Func<Frame, bool> wanted)
    {
        try
        {
            while (await frames.MoveNextAsync())
            {
                if (wanted(frames.Current)) return frames.Current;
            }
        }
        catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
        {
            Assert.Fail("the frame that was waited for did not come");
        }

        throw new InvalidOperationException("the stream ended");
    }
}

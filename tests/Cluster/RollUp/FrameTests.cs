using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Places;
using Circle.Contracts.Walls;
using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Cluster.Tests.RollUp;

/// <summary>A region's frames: the next one as soon as there is one, else a sign of life.</summary>
public sealed class FrameTests(SharedDistrict shared) : SumTestsBase(shared)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    private IRegionGrain Region => District.Cluster.Region(SmallDistrict.District);

    [Fact]
    public async Task A_screen_that_lags_gets_what_changed_since_at_once()
    {
        var seen = await SettledAsync();
        District.Time.Hold = Heartbeat;
        await District.RegisterAsync("frame-1", "s1c1");
        var next = await NextAfterAsync(seen.Number);

        Assert.True(next.Number.N > seen.Number.N && next.Number.Epoch == seen.Number.Epoch);
        Assert.False(next.Full);
        Assert.Contains("today", next.Cells);
        Assert.DoesNotContain("head", next.Cells);
        Assert.Equivalent(next.Cells["today"], (await Region.Next(seen.Number)).Cells["today"]);
    }

    [Fact]
    public async Task All_who_wait_are_woken_by_a_change()
    {
        var seen = await SettledAsync();
        District.Time.Hold = Heartbeat;
        var waiting = Enumerable.Range(0, 20).Select(_ => Region.Next(seen.Number)).ToArray();
        await Eventually.TrueAsync(() => District.Time.Held >= 20, "twenty screens wait");
        await District.RegisterAsync("frame-2", "s1c1");
        foreach (var frame in await Task.WhenAll(waiting).WithinLimitAsync("every screen hears")) Assert.False(frame.Full);
        Assert.Contains("today", (await NextAfterAsync(seen.Number)).Cells);
    }

    [Fact]
    public async Task When_nothing_changes_the_frame_comes_again_as_it_stands()
    {
        var seen = await SettledAsync();
        District.Time.Hold = Heartbeat;
        var next = Region.Next(seen.Number);
        await Eventually.TrueAsync(() => District.Time.Held > 0, "the screen waits");
        Assert.False(next.IsCompleted);
        District.Time.Release();

        var same = await next.WithinLimitAsync("the heartbeat");
        Assert.Equal((seen.Number, false), (same.Number, same.Full));
        Assert.Empty(same.Cells);
        Assert.Equal((3, 3), (same.Coverage.Reporting, same.Coverage.Of));
    }

    [Fact]
    public async Task A_screen_of_an_earlier_epoch_gets_the_whole_at_once()
    {
        var seen = await SettledAsync();
        District.Time.Hold = Heartbeat;
        foreach (var old in (FrameNumber[])[new(seen.Number.Epoch - 1, seen.Number.N + 1_000), new(seen.Number.Epoch - 1, seen.Number.N)])
        {
            var whole = await Region.Next(old).WithinLimitAsync("the whole");
            Assert.True(whole.Full);
            Assert.Equivalent((await Region.Next(null)).Cells, whole.Cells);
            Assert.Equal(SmallDistrict.Streets, whole.Cells.Keys.Count(k => k.StartsWith("place/", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_region_that_goes_lets_its_screens_go()
    {
        var region = District.Cluster.Region(PlaceId.Of("s1"));
        await District.CheckAsync();
        var seen = await region.Next(null);
        var waiting = Enumerable.Range(0, 10).Select(_ => region.Next(seen.Number)).ToArray();
        await District.Cluster.DeactivateAsync(region).WithinLimitAsync("the region goes");
        foreach (var frame in await Task.WhenAll(waiting).WithinLimitAsync("the screens are let go")) Assert.Equal(seen.Place, frame.Place);
        await District.CompareAsync(SmallDistrict.District);
        await District.CheckAsync();
    }

    [Fact]
    public async Task A_community_that_moves_to_another_street_takes_its_sum_along_and_leaves_the_old_wall()
    {
        var draft = SmallDistrict.Places.Single(p => p.Id.Value == "s2c1");
        await District.RegisterAsync("takes-along", "s2c1");
        await District.CheckAsync();
        var street = District.Cluster.Region(PlaceId.Of("s2"));
        var seen = (await street.Next(null)).Number;
        Assert.Contains("place/s2c1", (await street.Next(null)).Cells);

        await MoveAsync("s3");
        await Eventually.TrueAsync(
            async () =>
            {
                var frame = await street.Next(seen);
                return frame.Cells.TryGetValue("place/s2c1", out var gone) && gone is null;
            },
            () => "the old street's wall says that it is gone");
        await District.CheckAsync();
        Assert.Contains("place/s2c1", (await District.Cluster.Region(PlaceId.Of("s3")).Next(null)).Cells);

        await MoveAsync("s2");
        await District.CheckAsync();

        async Task MoveAsync(string to)
        {
            var command = new PlaceCommand.Import(draft with { Parent = PlaceId.Of(to) });
            (await District.Cluster.Grains.GetGrain<IPlaceGrain>("s2c1").AskAsync(command, actor: Actor.Seeds)).Accepted();
        }
    }

    [Fact]
    public async Task A_street_that_is_out_of_reach_is_a_named_gap_at_its_last_values()
    {
        await SettledAsync();
        var before = (await Region.Next(null)).Cells["place/s1"];
        District.Mischief.Instead = Mischief.Silence(place => place.Value == "s1");
        await District.RoundAsync();
        await District.RoundAsync();
        await District.RoundAsync();

        var frame = await Region.Next(null);
        Assert.Equal((2, 3), (frame.Coverage.Reporting, frame.Coverage.Of));
        Assert.Equal(["place s1"], frame.Coverage.Missing);
        Assert.Equal(before, frame.Cells["place/s1"]);

        District.Mischief.Instead = null;
        await District.RoundAsync();
        frame = await Region.Next(null);
        Assert.Equal((3, 3), (frame.Coverage.Reporting, frame.Coverage.Of));
        Assert.Empty(frame.Coverage.Missing);
    }

    /// <summary>The whole picture, with nothing on its way that would change it.</summary>
    private async Task<Frame> SettledAsync()
    {
        await District.CheckAsync();
        await District.RoundAsync();
        var frame = await Region.Next(null);
        await Eventually.TrueAsync(
            async () =>
            {
                var last = frame;
                return (frame = await Region.Next(null)).Number == last.Number;
            },
            () => "the picture settles");
        return frame;
    }

    /// <summary>The first frame after a number that brings something.</summary>
    private async Task<Frame> NextAfterAsync(FrameNumber seen)
    {
        Frame? frame = null;
        await Eventually.TrueAsync(async () => (frame = await Region.Next(seen)).Number.N > seen.N, () => "a newer frame");
        return frame!;
    }
}

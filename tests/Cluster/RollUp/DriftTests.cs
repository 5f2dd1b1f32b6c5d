using Circle.Cluster.Tests.Field;
using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Places;
using Circle.Grains.Places;

namespace Circle.Cluster.Tests.RollUp;

/// <summary>The one recovery rule: what a message did not bring, the next comparison finds.</summary>
public sealed class DriftTests(SharedDistrict shared) : SumTestsBase(shared)
{
    private const string Drift = "circle.rollup.drift";
    private const string Reread = "circle.rollup.reread";

    private static readonly PlaceId Place = PlaceId.Of("s3c1");

    [Fact]
    public async Task A_lost_message_shows_as_a_difference_and_heals_at_the_next_comparison()
    {
        await District.CompareAsync(Place);
        var (sum, reread, drift) = (await RegisteredAtAsync("s3c1"), District.Meters.Read(Reread), District.Meters.Read(Drift));
        await District.Mischief.LosingRowsAsync(Place, () => District.RegisterAsync("lost-1", Place.Value));
        Assert.Equal(sum, await RegisteredAtAsync("s3c1"));

        await District.CompareAsync(Place);
        Assert.Equal(sum + 1, await RegisteredAtAsync("s3c1"));
        Assert.Equal((reread + 1, drift), (District.Meters.Read(Reread), District.Meters.Read(Drift)));

        // Once mended it stays so.
        await District.CompareAsync(Place);
        Assert.Equal((reread + 1, drift), (District.Meters.Read(Reread), District.Meters.Read(Drift)));
        await District.CheckAsync();
    }

    [Fact]
    public async Task The_watch_heals_it_by_itself()
    {
        // Awake before the row is lost: a region that wakes reads its rows anyway.
        await District.CheckAsync();
        var reread = District.Meters.Read(Reread);
        await District.Mischief.LosingRowsAsync(null, () => District.RegisterAsync("watch-1", "s3c3"));
        Assert.False(await District.AgreesAsync());
        await Eventually.TrueAsync(
            async () =>
            {
                District.Watch();
                return await District.AgreesAsync();
            },
            () => "the watch has found the lost row");
        Assert.True(District.Meters.Read(Reread) > reread);
    }

    [Fact]
    public async Task Rows_that_no_message_brings_twice_in_a_row_are_drift_and_once_are_not()
    {
        for (var n = 0; n < 3; n++) await District.RoundAsync();
        Assert.Equal(0, await DriftAfterAsync(true, false, true, false, false));
        Assert.Equal(1, await DriftAfterAsync(true, true, false, false));
        Assert.Equal(2, await DriftAfterAsync(true, true, true, false, false));
    }

    [Fact]
    public async Task Messages_that_take_longer_than_a_round_are_late_and_not_lost()
    {
        for (var n = 0; n < 3; n++) await District.RoundAsync();
        var (drift, landed) = (District.Meters.Read(Drift), 0);
        using var leave = new SemaphoreSlim(0);
        District.Mischief.Instead = Mischief.Rows(Place, async call =>
        {
            await leave.WaitAsync();
            await call.Invoke();
            Interlocked.Increment(ref landed);
        });
        for (var n = 1; n <= 5; n++)
        {
            // Its message stands behind the one of the round before, which lands only now.
            await District.RegisterAsync($"late-{n}", Place.Value);
            await District.RoundAsync();
            if (n == 1) continue;
            leave.Release();
            await Eventually.TrueAsync(() => Volatile.Read(ref landed) == n - 1, "the message lands");
        }

        leave.Release();
        await Eventually.TrueAsync(() => Volatile.Read(ref landed) == 5, "the last message lands");
        await District.RoundAsync();
        await District.RoundAsync();
        Assert.Equal(drift, District.Meters.Read(Drift));
        await District.CheckAsync();
    }

    [Fact]
    public async Task Under_steady_work_nothing_drifts()
    {
        var (drift, reread) = (District.Meters.Read(Drift), District.Meters.Read(Reread));
        var (deeds, crew) = (new RandomDeeds(11, "steady", 30), new Crew(District.Cluster));
        await crew.RunAsync(deeds.Registrations(), 32);
        for (var round = 0; round < 6; round++)
        {
            // Compared while rows are on their way, in two periods; again when all have landed; then comes the next round.
            var work = crew.RunAsync(Enumerable.Range(0, 300).Select(_ => deeds.Next()).ToList(), 64);
            for (var pass = 0; !work.IsCompleted; pass++)
            {
                foreach (var place in District.Places.All) await District.CompareAsync(place.Id);
                if (pass == 0) District.Time.Jump(RegionWatch.Period);
            }

            await work;
            await District.CheckAsync();
            await District.RoundAsync();
        }

        Assert.True(District.Meters.Read(Reread) > reread, "rows were on their way when they were compared");
        Assert.Equal(drift, District.Meters.Read(Drift));
    }

    /// <summary>Rounds of comparison, each after a row was lost or arrived.</summary>
    private async Task<long> DriftAfterAsync(params bool[] lost)
    {
        var before = District.Meters.Read(Drift);
        foreach (var isLost in lost)
        {
            var (sum, name) = (await RegisteredAtAsync(Place.Value), $"drift-{Guid.CreateVersion7():N}");
            if (isLost)
            {
                await District.Mischief.LosingRowsAsync(Place, () => District.RegisterAsync(name, Place.Value));
            }
            else
            {
                await District.RegisterAsync(name, Place.Value);
                await Eventually.TrueAsync(async () => await RegisteredAtAsync(Place.Value) == sum + 1, () => "the row arrives");
            }

            await District.RoundAsync();
        }

        return District.Meters.Read(Drift) - before;
    }
}

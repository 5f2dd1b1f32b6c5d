using Circle.Cluster.Tests.Hosting;

namespace Circle.Cluster.Tests.RollUp;

public sealed class RestartTests
{
    [Fact]
    public async Task After_a_restart_the_last_picture_is_shown_with_its_age_until_every_street_has_reported()
    {
        using var folder = new SqliteFolder();
        var kept = await KeepAsync(folder);
        await using var district = await WatchedDistrict.StartAsync(folder.Options());
        var region = district.Cluster.Region(SmallDistrict.District);
        district.Mischief.Instead = Mischief.Silence(_ => true);

        var cold = await region.Next(null);
        Assert.True(cold.Full);
        Assert.True(cold.Number.Epoch > kept.Number.Epoch);
        Assert.Equivalent(kept.Cells, cold.Cells);
        Assert.Equal(SmallDistrict.Morning, cold.AsOf);
        Assert.Equal((0, 3), (cold.Coverage.Reporting, cold.Coverage.Of));

        // Two of three are not enough.
        district.Mischief.Instead = Mischief.Silence(place => place.Value == "s3");
        await district.CompareAsync(SmallDistrict.District);
        await Eventually.TrueAsync(async () => (await region.Next(null)).Coverage.Reporting == 2, () => "two streets have reported");
        Assert.Equal(SmallDistrict.Morning, (await region.Next(null)).AsOf);

        district.Mischief.Instead = null;
        await district.CompareAsync(SmallDistrict.District);
        await Eventually.TrueAsync(async () => (await region.Next(null)).AsOf == SmallDistrict.Morning.AddDays(1), () => "the picture is of today");
        var warm = await region.Next(null);
        Assert.Equal((3, 3), (warm.Coverage.Reporting, warm.Coverage.Of));
        Assert.Equal(SmallDistrict.Today.AddDays(1), warm.Today);
        await district.CheckAsync();
    }

    [Fact]
    public async Task A_street_that_never_reports_holds_the_picture_up_for_ten_seconds_only()
    {
        using var folder = new SqliteFolder();
        await KeepAsync(folder);
        await using var district = await WatchedDistrict.StartAsync(folder.Options());
        var region = district.Cluster.Region(SmallDistrict.District);
        district.Mischief.Instead = Mischief.Silence(place => place.Value == "s3");
        Assert.Equal(SmallDistrict.Morning, (await region.Next(null)).AsOf);

        district.Time.Jump(TimeSpan.FromSeconds(10));
        await district.CompareAsync(SmallDistrict.District);
        var frame = await region.Next(null);
        Assert.Equal(SmallDistrict.Morning.AddDays(1), frame.AsOf);
        Assert.Equal(["place s3"], frame.Coverage.Missing);
    }

    /// <summary>A district's picture of a day that is kept when its grain goes; then the system stops and a day passes.</summary>
    private static async Task<Contracts.Walls.Frame> KeepAsync(SqliteFolder folder)
    {
        await using var district = await WatchedDistrict.StartAsync(folder.Options());
        await district.Cluster.PrepareAsync();
        for (var i = 0; i < 6; i++) await district.RegisterAsync($"kept-{i}", SmallDistrict.Communities[i * 2].Value);
        await district.CheckAsync();
        var region = district.Cluster.Region(SmallDistrict.District);
        var frame = await region.Next(null);
        await district.Cluster.DeactivateAsync(region);

        var clock = district.Cluster.First.Database.Clock;
        var reading = (await clock.ReadAsync(CancellationToken.None))!;
        Assert.True(await clock.WriteAsync(reading with { Version = reading.Version + 1, Business = reading.Business.AddDays(1) }, reading.Version, CancellationToken.None));
        return frame;
    }
}

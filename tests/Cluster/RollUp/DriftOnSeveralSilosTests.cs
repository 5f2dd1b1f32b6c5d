using Circle.Cluster.Tests.Field;
using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Places;

namespace Circle.Cluster.Tests.RollUp;

/// <summary>Rows that are lost on their way between silos.</summary>
public sealed class DriftOnSeveralSilosTests
{
    private const short Silos = 3;
    private const string Drift = "circle.rollup.drift";

    [Fact]
    public async Task Lost_messages_show_as_drift_heal_and_are_no_drift_any_more()
    {
        using var folder = new SqliteFolder();
        await using var district = await WatchedDistrict.StartAsync(folder.Options(), Silos);
        await district.Cluster.PrepareAsync();
        await district.ConfirmAsync(SmallDistrict.Room);
        for (var n = 0; n < 3; n++) await district.RoundAsync();
        Assert.Equal(0, district.Meters.Read(Drift));

        // To any region, from any silo, over two comparisons.
        string[] places = [.. district.Places.All.Where(p => p.Kind == PlaceKind.Community).Select(p => p.Id.Value)];
        for (var n = 1; n <= 2; n++)
        {
            await district.CheckAsync();
            var lost = district.Mischief.Lost;
            await district.Mischief.LosingRowsAsync(null, async () =>
            {
                foreach (var place in places) await district.RegisterAsync($"lost-{n}-{place}", place);
                await Eventually.TrueAsync(() => district.Mischief.Lost >= lost + places.Length, "every message is lost");
            });
            Assert.False(await district.AgreesAsync());
            await district.RoundAsync();
            await district.CheckAsync();
        }

        // What was missed is judged lost a period later, and drift after the next.
        for (var n = 0; n < 2; n++) await district.RoundAsync();
        Assert.Equal(places.Length, district.Meters.Read(Drift));

        // Once mended it stays so, and work goes on as before.
        var (deeds, crew) = (new RandomDeeds(5, "after", 20), new Crew(district.Cluster));
        await crew.RunAsync(deeds.Registrations(), 16);
        for (var n = 0; n < 3; n++)
        {
            await district.CheckAsync();
            await district.RoundAsync();
        }

        Assert.Equal(places.Length, district.Meters.Read(Drift));
    }
}

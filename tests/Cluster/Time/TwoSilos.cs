using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Time;
using Circle.Grains.Time;

namespace Circle.Cluster.Tests.Time;

/// <summary>Two silos on one database, each with its own timekeeper and view of the clock.</summary>
public sealed class TwoSilos : IAsyncLifetime
{
    private readonly SqliteFolder _folder = new();

    public CircleCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Cluster = await CircleCluster.StartAsync(new ClusterSetup(_folder.Options(), Silos: 2));
        await Cluster.PrepareAsync();
    }

    /// <summary>Sets the stored rehearsal clock on; both silos follow it within a second.</summary>
    public async Task StepAsync(DateTimeOffset to)
    {
        var store = Cluster.First.Database.Clock;
        var reading = (await store.ReadAsync(CancellationToken.None))!;
        var next = new ClockReading(reading.Version + 1, to, TimeProvider.System.GetUtcNow(), 0, false, reading.Speed);
        Assert.True(await store.WriteAsync(next, reading.Version, CancellationToken.None));
        await Eventually.TrueAsync(() => Cluster.Members.All(m => m.Get<BusinessClock>().Now == to), $"both silos stand at {to:O}");
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _folder.Dispose();
    }
}

using Circle.Cluster.Tests.Hosting;

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

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _folder.Dispose();
    }
}

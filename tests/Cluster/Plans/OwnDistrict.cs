using Circle.Cluster.Tests.Hosting;
using Circle.Cluster.Tests.RollUp;

namespace Circle.Cluster.Tests.Plans;

/// <summary>A district of its own for every test: what they do to the plan stays.</summary>
public abstract class OwnDistrict : IAsyncLifetime
{
    private readonly SqliteFolder _folder = new();

    protected WatchedDistrict District { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        District = await WatchedDistrict.StartAsync(_folder.Options());
        await District.Cluster.PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await District.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}

using Circle.Cluster.Tests.Checks;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Facilities;
using Circle.Contracts.Places;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Places;
using Circle.Grains.Plans;
using Circle.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Circle.Cluster.Tests.RollUp;

/// <summary>A cluster whose regions are compared with their rows only when a test says so.</summary>
public sealed class WatchedDistrict : IAsyncDisposable
{
    private WatchedDistrict(CircleCluster cluster, Mischief mischief, FakeTimeProvider watchTime, JumpingTime time)
        => (Cluster, Mischief, WatchTime, Time, Meters) = (cluster, mischief, watchTime, time, new Meters(cluster.Members.Select(m => m.Services)));

    public CircleCluster Cluster { get; }

    public Mischief Mischief { get; }

    /// <summary>The comparison's: 5 s of it start a round.</summary>
    public FakeTimeProvider WatchTime { get; }

    /// <summary>The regions'.</summary>
    public JumpingTime Time { get; }

    public Meters Meters { get; }

    public PlaceTree Places => Cluster.First.Get<Atlas>().Places;

    private Database Database => Cluster.First.Database;

    public static async Task<WatchedDistrict> StartAsync(StorageOptions storage, short silos = 1)
    {
        var (mischief, watchTime, time) = (new Mischief(), new FakeTimeProvider(), new JumpingTime());
        return new WatchedDistrict(
            await CircleCluster.StartAsync(new ClusterSetup(storage, silos, More: silo =>
            {
                silo.AddOutgoingGrainCallFilter(mischief);
                silo.Services.AddSingleton<TimeProvider>(time);
                silo.Services.AddSingleton(services => new RegionWatch(
                    services.GetRequiredService<IPlaceRows>(),
                    services.GetRequiredService<Atlas>(),
                    services.GetRequiredService<IGrainFactory>(),
                    watchTime,
                    services.GetRequiredService<ILogger<RegionWatch>>()));
            })),
            mischief,
            watchTime,
            time);
    }

    public async Task<IFacilityGrain> RegisterAsync(string name, string place, LineId? line = null)
    {
        var facility = Cluster.Facility(name);
        (await facility.AskAsync(new FacilityCommand.Register(SmallDistrict.Facility(name, PlaceId.Of(place), line)))).Accepted();
        return facility;
    }

    /// <summary>From now on the line counts, and the wall shows what happens on it.</summary>
    public async Task ConfirmAsync(LineId line)
        => (await Cluster.Plan.AskAsync(new PlanCommand.ConfirmBaseline(line, new DateOnly(2013, 9, 30), "counted"), actor: Asking.Inspector)).Accepted();

    /// <summary>As the watch does it, but for one region and awaited.</summary>
    public async Task CompareAsync(PlaceId region)
    {
        var mark = (await Database.Places.MarksAsync([region], CancellationToken.None)).SingleOrDefault();
        await Cluster.Region(region).Compare(mark is null ? null : new RowCheck(mark.Count, mark.MarkSum));
    }

    /// <summary>A comparison of every region, and the time until the next.</summary>
    public async Task RoundAsync()
    {
        foreach (var place in Places.All) await CompareAsync(place.Id);
        Time.Jump(RegionWatch.Period);
    }

    public void Watch() => WatchTime.Advance(RegionWatch.Period);

    /// <summary>What it publishes of facts, without debts, which nobody reports but the region itself works out.</summary>
    public async Task<Tally> FactsOfAsync(PlaceId region)
        => Tally.Of((await Cluster.Region(region).Tally()).Cells.Cells.Where(c => c.Key.Measure != Counts.Due && c.Key.Measure != Counts.Met));

    /// <summary>Rows are what the journal says, and every region comes to the sum of what is under it.</summary>
    public async Task CheckAsync()
    {
        var replay = await Replay.OfAsync(Database.Journal);
        await replay.CheckRowsAsync(Database.Places, Places);
        foreach (var place in Places.All)
        {
            var expected = replay.SumOf(place.Id, Places);
            var shown = Tally.Empty;
            await Eventually.TrueAsync(
                async () => expected.Equals(shown = await FactsOfAsync(place.Id)),
                () => $"{place.Id} sums to what the journal says; journal − shown is {string.Join(", ", expected.Minus(shown).Cells.Take(5))}");
        }
    }

    /// <summary>Whether every region shows the sum of its rows now.</summary>
    public async Task<bool> AgreesAsync()
    {
        var replay = await Replay.OfAsync(Database.Journal);
        foreach (var place in Places.All)
        {
            if (!replay.SumOf(place.Id, Places).Equals(await FactsOfAsync(place.Id))) return false;
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        Meters.Dispose();
        await Cluster.DisposeAsync();
    }
}

/// <summary>The district that the tests of sums share.</summary>
public sealed class SharedDistrict : IAsyncLifetime
{
    private readonly SqliteFolder _folder = new();

    public WatchedDistrict Value { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Value = await WatchedDistrict.StartAsync(_folder.Options());
        await Value.Cluster.PrepareAsync();
        await Value.ConfirmAsync(SmallDistrict.Room);
    }

    public async ValueTask DisposeAsync()
    {
        await Value.DisposeAsync();
        _folder.Dispose();
    }
}

[CollectionDefinition(nameof(SharedDistrict))]
public sealed class SharedDistrictTests : ICollectionFixture<SharedDistrict>;

[Collection(nameof(SharedDistrict))]
public abstract class SumTestsBase(SharedDistrict shared) : IDisposable
{
    private protected static readonly TallyKey Registered =
        new(SmallDistrict.Room, Counts.Item, TallyKey.PointOf(Stage.Planned), SmallDistrict.Today);

    private protected WatchedDistrict District => shared.Value;

    public void Dispose()
    {
        District.Mischief.Instead = null;
        District.Time.Release();
        GC.SuppressFinalize(this);
    }

    private protected async Task<long> RegisteredAtAsync(string place) => (await District.FactsOfAsync(PlaceId.Of(place)))[Registered];
}

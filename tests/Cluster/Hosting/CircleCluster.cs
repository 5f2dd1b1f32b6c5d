using System.Collections.Immutable;
using Circle.Cluster.Tests.Faults;
using Circle.Contracts.Facilities;
using Circle.Contracts.Places;
using Circle.Contracts.Plans;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;
using Circle.Grains.Journal;
using Circle.Grains.Plans;
using Circle.Grains.Rehearsal;
using Circle.Grains.Time;
using Circle.Silo.Hosting;
using Circle.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.TestingHost;

namespace Circle.Cluster.Tests.Hosting;

/// <param name="Storage">Where the data lie. SQLite: one database that all silos of the process share.</param>
/// <param name="Silos">1 or more.</param>
/// <param name="More">What a test puts in the place of what production registers, per silo.</param>
/// <param name="Begins">Where a new database's clock stands; null: <see cref="SmallDistrict.Morning"/>.</param>
public sealed record ClusterSetup(StorageOptions Storage, short Silos = 1, Action<ISiloBuilder>? More = null, DateTimeOffset? Begins = null);

/// <summary>A silo of the cluster, and what stands behind its grains.</summary>
public sealed record Member(InProcessSiloHandle Silo, Database Database, FaultyJournal Journal)
{
    public IServiceProvider Services => Silo.ServiceProvider;

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();
}

/// <summary>Silos wired as in production but for transport and membership, each behind a journal that can be made to fail.</summary>
public sealed class CircleCluster : IAsyncDisposable
{
    private readonly ClusterSetup _setup;
    private readonly InProcessTestCluster _cluster;
    private readonly Dictionary<string, (Database Database, FaultyJournal Journal)> _byName = [];
    private readonly List<Database> _databases = [];

    private CircleCluster(ClusterSetup setup)
    {
        _setup = setup;
        var builder = new InProcessTestClusterBuilder(setup.Silos);
        builder.ConfigureClient(client => client.AddOutgoingGrainCallFilter<Reader>().AddOutgoingGrainCallFilter<Admission>());
        builder.Options.ConfigureFileLogging = false;
#pragma warning disable ORLEANSEXP003
        builder.Options.UseDistributedGrainDirectory = true;
#pragma warning restore ORLEANSEXP003

        // Fixed: grain storage keeps its rows under the service's name, and a restarted cluster has to find them.
        (builder.Options.ClusterId, builder.Options.ServiceId) = ("circle", "circle");
        builder.ConfigureSiloHost((options, host) => Configure(options.SiloName, host));
        _cluster = builder.Build();
    }

    public IGrainFactory Grains => _cluster.Client;

    public IReadOnlyList<Member> Members => [.. _cluster.Silos.Select(s => new Member(s, _byName[s.Name].Database, _byName[s.Name].Journal))];

    /// <summary>The only silo, or the first.</summary>
    public Member First => Members[0];

    public static async Task<CircleCluster> StartAsync(ClusterSetup setup)
    {
        var cluster = new CircleCluster(setup);

        // Opened before the silos, as a host does; SQLite belongs to one process and is opened once.
        var count = setup.Storage.Kind == StorageKind.Sqlite ? 1 : setup.Silos;
        for (var i = 0; i < count; i++) cluster._databases.Add(await Database.OpenAsync(setup.Storage));
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    public IFacilityGrain Facility(string id) => Grains.GetGrain<IFacilityGrain>(id);

    public IRegionGrain Region(PlaceId place) => Grains.GetGrain<IRegionGrain>(place.Value);

    public IPlanGrain Plan => Grains.GetGrain<IPlanGrain>(IPlanGrain.Key);

    /// <summary>Places and plan by commands, known to every silo before anything else is decided.</summary>
    /// <param name="plan">Null: <see cref="SmallDistrict.Plan"/>.</param>
    /// <param name="places">Null: those of <see cref="SmallDistrict"/>.</param>
    public async Task PrepareAsync(PlanDocument? plan = null, ImmutableArray<PlaceDraft>? places = null)
    {
        foreach (var level in (places ?? SmallDistrict.Places).GroupBy(p => p.Kind).OrderBy(g => g.Key))
        {
            foreach (var draft in level)
                (await Grains.GetGrain<IPlaceGrain>(draft.Id.Value).AskAsync(new PlaceCommand.Import(draft), actor: Actor.Seeds)).Accepted();
            await LookAsync();
        }

        (await Plan.AskAsync(new PlanCommand.Adopt(plan ?? SmallDistrict.Plan), actor: Actor.Seeds)).Accepted();
        await LookAsync();
    }

    /// <summary>Every silo learns what the others committed; by itself it does so every 5 s.</summary>
    public async Task LookAsync()
    {
        foreach (var member in Members) await member.Get<Atlas>().LookAsync(CancellationToken.None);
    }

    /// <summary>Sets the stored rehearsal clock on, where it stands; every silo follows it within a second.</summary>
    public async Task SetClockAsync(DateTimeOffset to)
    {
        var store = First.Database.Clock;
        var reading = (await store.ReadAsync(CancellationToken.None))!;
        var next = new ClockReading(reading.Version + 1, to, TimeProvider.System.GetUtcNow(), 0, false, reading.Speed);
        Assert.True(await store.WriteAsync(next, reading.Version, CancellationToken.None));
        await Eventually.TrueAsync(() => Members.All(m => m.Get<BusinessClock>().Now == to), $"every silo stands at {to:O}");
    }

    public Task DeactivateAsync(IAddressable grain) => _cluster.DeactivateAsync(grain);

    public bool IsActive(IAddressable grain) => _cluster.TryGetGrainContext(grain.GetGrainId(), out _);

    /// <summary>Ends a silo as a crash would: its journal lets nothing through any more, and nobody is told.</summary>
    public async Task KillAsync(Member member)
    {
        member.Journal.Die();
        await _cluster.KillSiloAsync(member.Silo);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, journal) in _byName.Values) journal.Heal();
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        foreach (var database in _databases) await database.DisposeAsync();
    }

    private void Configure(string silo, IHostApplicationBuilder host)
    {
        Database database;
        FaultyJournal journal;
        lock (_byName)
        {
            database = _databases[_setup.Storage.Kind == StorageKind.Sqlite ? 0 : _byName.Count];
            _byName[silo] = (database, journal = new FaultyJournal(database.Journal));
        }

        var begins = _setup.Begins ?? SmallDistrict.Morning;
        var rehearsal = new RehearsalOptions { Begins = begins, WatchedFrom = begins };
        SiloHosting.AddServices(host.Services, rehearsal, database.Mode, SmallDistrict.Seeds, database);
        host.UseOrleans(builder =>
        {
            SiloHosting.ConfigureGrains(builder, database);
            builder.Services.AddSingleton<IJournalStore>(journal);
            _setup.More?.Invoke(builder);
        });
    }
}

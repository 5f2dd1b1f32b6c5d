using System.Globalization;
using Circle.Cluster.Tests.Checks;
using Circle.Cluster.Tests.Faults;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Facilities;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Circle.Cluster.Tests.WritePath;

/// <summary>One silo on SQLite for all tests of the write path. Its writer's time passes only when a test says so.</summary>
public sealed class OneSilo : IAsyncLifetime
{
    private readonly SqliteFolder _folder = new();
    private int _facilities;

    public FakeTimeProvider WriterTime { get; } = new();

    public Arrivals Arrivals { get; } = new();

    public CircleCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Cluster = await CircleCluster.StartAsync(new ClusterSetup(_folder.Options(), More: silo =>
        {
            silo.AddIncomingGrainCallFilter(Arrivals);
            silo.Services.AddSingleton(services => new Writer(
                services.GetRequiredService<IJournalStore>(),
                services.GetRequiredService<Grains.Places.RollUp>(),
                services.GetRequiredService<JournalMeters>(),
                WriterTime,
                services.GetRequiredService<ILogger<Writer>>()));
        }));
        await Cluster.PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _folder.Dispose();
    }

    public string NewName() => string.Create(CultureInfo.InvariantCulture, $"f{Interlocked.Increment(ref _facilities)}");
}

[CollectionDefinition(nameof(OneSilo))]
public sealed class OneSiloTests : ICollectionFixture<OneSilo>;

/// <summary>Each test has facilities of its own; the journal is sound again after it.</summary>
[Collection(nameof(OneSilo))]
public abstract class WritePathTests(OneSilo silo) : IDisposable
{
    private readonly Lazy<Meters> _meters = new(() => new Meters(silo.Cluster.First.Services));

    protected CircleCluster Cluster => silo.Cluster;

    protected FakeTimeProvider WriterTime => silo.WriterTime;

    protected FaultyJournal Journal => silo.Cluster.First.Journal;

    protected Writer Writer => silo.Cluster.First.Get<Writer>();

    protected Meters Meters => _meters.Value;

    public void Dispose()
    {
        Journal.Heal();
        if (_meters.IsValueCreated) _meters.Value.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static FacilityCommand Rename(string name) => new FacilityCommand.Correct(name, FacilityDetails.Unknown);

    protected static FacilityCommand Rename(int number) => Rename(string.Create(CultureInfo.InvariantCulture, $"name {number}"));

    protected static StreamId StreamOf(IFacilityGrain facility) => Facility.StreamOf(FacilityId.Of(facility.GetPrimaryKeyString()));

    protected async Task<IFacilityGrain> RegisterAsync(LineId? line = null, string? name = null)
    {
        name ??= silo.NewName();
        var facility = Cluster.Facility(name);
        (await facility.AskAsync(new FacilityCommand.Register(SmallDistrict.Facility(name, SmallDistrict.Communities[0], line)))).Accepted();
        return facility;
    }

    /// <summary>The stream as another process would read it, checked.</summary>
    protected async Task<IReadOnlyList<Envelope>> ReadAsync(IFacilityGrain facility)
        => (await Replay.OfAsync(Journal.Inner)).Of(StreamOf(facility));

    /// <summary>The grain has taken so many commands since its registration, which is not counted.</summary>
    protected Task ArrivedAsync(IFacilityGrain facility, int commands)
        => Eventually.TrueAsync(() => Task.FromResult(silo.Arrivals.Of(facility) - 1 == commands), () => $"{commands} commands arrive, {silo.Arrivals.Of(facility) - 1} did");

    /// <summary>So many events wait for the batch that is held.</summary>
    protected Task WaitingAsync(int events)
        => Eventually.TrueAsync(() => Task.FromResult(Meters.Read("circle.journal.queue") == events), () => $"{events} events wait, {Meters.Read("circle.journal.queue")} do");
}

using System.Net;
using Circle.Domain.Time;
using Circle.Grains.Acceptance;
using Circle.Grains.Accounts;
using Circle.Grains.Alerts;
using Circle.Grains.Delivery;
using Circle.Grains.Imports;
using Circle.Grains.Journal;
using Circle.Grains.Photos;
using Circle.Grains.Places;
using Circle.Grains.Plans;
using Circle.Grains.Rehearsal;
using Circle.Grains.Search;
using Circle.Grains.Supervisions;
using Circle.Grains.Tickets;
using Circle.Grains.Time;
using Circle.Grains.Uploads;
using Circle.Grains.Volunteering;
using Circle.Grains.Walls;
using Circle.Seeds;
using Circle.Silo.Delivery;
using Circle.Silo.Rehearsal;
using Circle.Silo.Seeds;
using Circle.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Circle.Silo.Hosting;

/// <summary>Puts a silo into a host: opens the database, reads the seeds, and wires what grains need.</summary>
public static class SiloHosting
{
    internal const string ServiceId = "circle";

    /// <summary>The database is open when this returns; dispose it after the host has stopped.</summary>
    /// <param name="more">What the host adds to the silo, e.g. a dashboard.</param>
    /// <exception cref="StartupException">Whatever keeps the process from starting, in one sentence for a person.</exception>
    public static async Task<Database> AddCircleSiloAsync(
        this IHostApplicationBuilder builder, CircleOptions options, Action<ISiloBuilder>? more = null, CancellationToken cancel = default)
    {
        var mode = options.Mode ?? (builder.Environment.IsDevelopment() ? OperatingMode.Rehearsal : OperatingMode.Live);
        var seeds = SeedFiles.Read(options, mode);
        var database = await Database.OpenAsync(
            new StorageOptions
            {
                Kind = options.Storage,
                Mode = mode,
                RehearsalSeed = mode == OperatingMode.Rehearsal ? options.Rehearsal.Seed : null,
                DataDirectory = Path.GetFullPath(options.DataDirectory, builder.Environment.ContentRootPath),
                ConnectionString = options.ConnectionString,
            },
            cancel);

        AddServices(builder.Services, options.Rehearsal, mode, seeds, database, options.Delivery, options.Origin);
        if (options.Canary) AddParticipant<CanaryKeeper>(builder.Services);
        builder.UseOrleans(silo =>
        {
            ConfigureGrains(silo, database);
            Connect(silo, options.Cluster, database);
            more?.Invoke(silo);
        });

        // After Orleans: a hosted service that comes before it would call grains too early.
        builder.Services.AddSingleton<SeedImport>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SeedImport>());
        if (mode == OperatingMode.Rehearsal) builder.Services.AddHostedService<RehearsalKeeper>();
        builder.Services.AddSingleton<SiloReadiness>();
        builder.Services.AddHealthChecks().AddCheck<SiloReadiness>("ready");
        return database;
    }

    /// <summary>What grains need, for a host of any kind; the cluster tests wire their silos by this too.</summary>
    /// <param name="origin">Where people reach the system; null: not known.</param>
    public static void AddServices(
        IServiceCollection services, RehearsalOptions rehearsal, OperatingMode mode, SeedSet seeds, Database database, DeliverySettings? delivery = null, string? origin = null)
    {
        services.AddDelivery(delivery ?? new DeliverySettings(), origin);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(rehearsal);
        services.AddSingleton(seeds);
        services.AddSingleton(seeds.Calendar);
        services.AddSingleton(new RehearsalScript(() => RehearsalDeeds.Write(rehearsal, seeds)));
        services.AddSingleton(provider => new BusinessClock(mode, rehearsal, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AggregateServices>();
        services.AddSingleton<JournalMeters>();
        services.AddSingleton<RegionMeters>();
        services.AddSingleton<RollUp>();
        services.AddSingleton<Atlas>();
        services.AddSingleton<RightsBook>();
        services.AddSingleton(seeds.SearchWords);
        services.AddSingleton<SearchCatalog>();
        services.AddSingleton<ExistingRows>();
        services.AddSingleton<TicketWatch>();
        services.AddSingleton<TeamWatch>();
        services.AddSingleton<ImportShelf>();
        AddParticipant<SiloStop>(services);
        AddParticipant<Writer>(services);
        AddParticipant<RegionWatch>(services);
        AddParticipant<SearchWatch>(services);
        AddParticipant<UnmetNotes>(services);
        AddParticipant<PhotoSweep>(services);
        AddParticipant<UploadSweep>(services);
        AddParticipant<PartUploadSweep>(services);
        AddParticipant<ReplySweep>(services);
        AddParticipant<Timekeeper>(services);
        AddParticipant<ClockFollower>(services);
        AddParticipant<AlertWatches>(services);
    }

    private static void AddParticipant<T>(IServiceCollection services) where T : class, ILifecycleParticipant<ISiloLifecycle>
    {
        services.AddSingleton<T>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<T>());
    }

    /// <summary>What every silo has, wherever it runs; the cluster tests wire their silos by this too.</summary>
    public static void ConfigureGrains(ISiloBuilder silo, Database database)
    {
        silo.UseCircleStorage(database);
        silo.AddIncomingGrainCallFilter<CallerFilter>();
        silo.AddOutgoingGrainCallFilter<Admission>();

        // Cluster mode from the first day: changing the directory later is costly.
#pragma warning disable ORLEANSEXP003
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003

        // By default a dead silo's grains wake nowhere else for half a minute, lest one be alive twice. Here the journal's heads see to that.
        silo.Configure<GrainDirectoryOptions>(o => o.RangeLeaseDuration = TimeSpan.Zero);
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            (o.ProbeTimeout, o.NumMissedProbesLimit) = (TimeSpan.FromSeconds(1), 2);

            // A silo that starts tries to reach every member that was alive of late; a killed one keeps it waiting this long (90 s by default).
            (o.IAmAliveTablePublishTimeout, o.NumMissedTableIAmAliveLimit) = (TimeSpan.FromSeconds(3), 2);
        });
    }

    private static void Connect(ISiloBuilder silo, ClusterSettings cluster, Database database)
    {
        if (database.Kind != StorageKind.PostgreSql)
        {
            // Nobody outside the process calls a single silo, so any port does and two programs do not collide.
            silo.UseLocalhostClustering(new ClusterSettings().Ports().Silo, gatewayPort: 0);
            silo.Configure<EndpointOptions>(o => o.AdvertisedIPAddress = IPAddress.Loopback);
        }
        else
        {
            var ports = cluster.Ports();
            silo.UseCircleClustering(database);
            silo.Configure<EndpointOptions>(o => (o.AdvertisedIPAddress, o.SiloPort, o.GatewayPort) = (cluster.Ip, ports.Silo, ports.Gateway));
        }

        // Grain storage keeps its rows under the service's name: that one never changes.
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (cluster.Id, ServiceId));
    }
}

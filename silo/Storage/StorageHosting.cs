using Circle.Grains.Journal;
using Circle.Silo.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Circle.Silo.Storage;

/// <summary>Hands an opened <see cref="Database"/> to a host. The host does not own it: dispose it after the host has stopped.</summary>
public static class StorageHosting
{
    /// <summary>The name of the grain storage for region frames and long streams' snapshots; it is the default one too.</summary>
    public const string Snapshots = AggregateServices.SnapshotStorage;

    public static IServiceCollection AddCircleStorage(this IServiceCollection services, Database database)
        => services
            .AddSingleton(database)
            .AddSingleton(new DatabaseIdentity(database.DatabaseId))
            .AddSingleton(database.Journal)
            .AddSingleton(database.Places)
            .AddSingleton(database.Facilities)
            .AddSingleton(database.ServicePoints)
            .AddSingleton(database.LivingCircles)
            .AddSingleton(database.PointChecks)
            .AddSingleton(database.Alerts)
            .AddSingleton(database.Receivers)
            .AddSingleton(database.Acceptance)
            .AddSingleton(database.Supervisions)
            .AddSingleton(database.Lists)
            .AddSingleton(database.Search)
            .AddSingleton(database.Imports)
            .AddSingleton(database.Agenda)
            .AddSingleton(database.Audit)
            .AddSingleton(database.Clock)
            .AddSingleton(database.Blobs)
            .AddSingleton(database.Uploads);

    /// <summary>Registers the stores and, over the same database, the grain storage.</summary>
    public static ISiloBuilder UseCircleStorage(this ISiloBuilder silo, Database database)
    {
        silo.Services.AddCircleStorage(database);
        silo.Services.AddSingleton<IPersistentStateFactory, StateNames>();
        return silo
            .AddAdoNetGrainStorage(Snapshots, (AdoNetGrainStorageOptions options) => Configure(options, database))
            .AddAdoNetGrainStorageAsDefault((AdoNetGrainStorageOptions options) => Configure(options, database));
    }

    /// <summary>Membership in the same database, for several silos.</summary>
    /// <exception cref="StartupException">SQLite belongs to one process.</exception>
    public static ISiloBuilder UseCircleClustering(this ISiloBuilder silo, Database database)
    {
        if (database.Kind != StorageKind.PostgreSql)
            throw new StartupException("多个进程组成集群需要 PostgreSQL。A cluster of several processes needs PostgreSQL.");
        return silo.UseAdoNetClustering((AdoNetClusteringSiloOptions options) =>
        {
            options.Invariant = database.OrleansInvariant;
            options.DataSource = database.Orleans;
        });
    }

    /// <summary>Finds the silos in the same membership; opens nothing else of the database.</summary>
    /// <returns>To be disposed after the host has stopped.</returns>
    /// <exception cref="StartupException">The connection string is none.</exception>
    public static IAsyncDisposable UseCircleMembership(this IClientBuilder client, string connectionString)
    {
        var membership = PostgreSqlDatabase.OpenMembership(connectionString);
        client.UseAdoNetClustering((AdoNetClusteringClientOptions options) =>
        {
            options.Invariant = PostgreSqlDatabase.Invariant;
            options.DataSource = membership;
        });
        return membership;
    }

    private static void Configure(AdoNetGrainStorageOptions options, Database database)
    {
        options.Invariant = database.OrleansInvariant;
        options.DataSource = database.Orleans;
        options.GrainStorageSerializer = new JournalJsonSerializer();
        options.DeleteStateOnClear = true;
    }
}

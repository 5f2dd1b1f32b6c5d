using Circle.Grains.Journal;
using Circle.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Circle.Silo.Hosting;

/// <summary>Makes a host a client of silos elsewhere.</summary>
public static class ClientHosting
{
    /// <summary>How old the list of silos may be; a lost one is left out at once, a new one heard of after this.</summary>
    private static readonly TimeSpan ListAge = TimeSpan.FromSeconds(2);

    /// <summary>For questions. Nobody tells a client that a silo has died with its call, so this is how long it waits then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The host starts at once and looks for silos until there is one; before that it is not ready.</summary>
    /// <returns>To be disposed after the host has stopped.</returns>
    /// <exception cref="StartupException">The connection string is none.</exception>
    public static IAsyncDisposable AddCircleClient(this IHostApplicationBuilder builder, CircleOptions options)
    {
        IAsyncDisposable? membership = null;
        builder.UseOrleansClient(client =>
        {
            membership = client.UseCircleMembership(options.ConnectionString);
            client.UseConnectionRetryFilter<SiloSearch>();
            client.AddOutgoingGrainCallFilter<Admission>();
            client.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.Cluster.Id, SiloHosting.ServiceId));
            client.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = ListAge);
            client.Configure<ClientMessagingOptions>(o => (o.ResponseTimeout, o.LocalAddress) = (Patience, options.Cluster.Ip));
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks().AddCheck<ClusterReadiness>("ready");

        // Else the health checks would not answer before the first silo does.
        builder.Services.Configure<HostOptions>(o => o.ServicesStartConcurrently = true);
        return membership!;
    }
}

/// <summary>Goes on looking: web nodes and silos are started in any order.</summary>
internal sealed class SiloSearch(ILogger<SiloSearch> log) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    private bool isTold;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (!isTold) log.LogWarning("No silo is to be found yet, so this node is not ready: {Why}", exception.Message);
        isTold = true;
        await Task.Delay(Gap, cancellationToken);
        return true;
    }
}

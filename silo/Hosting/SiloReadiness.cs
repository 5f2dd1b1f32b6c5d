using Circle.Contracts.Journal;
using Circle.Grains.Journal;
using Circle.Grains.Places;
using Circle.Silo.Seeds;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Concurrency;

namespace Circle.Silo.Hosting;

/// <summary>A silo is ready when the seeds are in and the journal answers.</summary>
internal sealed class SiloReadiness(SeedImport seeds, Writer writer, RegionWatch watch) : IHealthCheck
{
    /// <summary>What is missing, for an operator; null: nothing.</summary>
    public string? Missing
        => !seeds.Finished.IsCompletedSuccessfully ? "seeds are being imported" : !writer.IsHealthy || !watch.IsHealthy ? "the journal does not answer" : null;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(Missing is { } missing ? HealthCheckResult.Unhealthy(missing) : HealthCheckResult.Healthy());
}

/// <summary>Tells it to web nodes. Wherever a call comes in, that silo answers for itself.</summary>
[StatelessWorker, GrainType("readiness")]
internal sealed class ReadinessGrain(SiloReadiness silo) : Grain, IReadinessGrain
{
    public Task<string?> Missing() => Task.FromResult(silo.Missing);
}

/// <summary>A web node without a silo is ready when a silo that it reaches is.</summary>
internal sealed class ClusterReadiness(IGrainFactory grains) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Of several silos the next to be asked may be well.
            var missing = await grains.GetGrain<IReadinessGrain>(0).Missing() is null ? null : await grains.GetGrain<IReadinessGrain>(0).Missing();
            return missing is null ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(missing);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            return HealthCheckResult.Unhealthy("no silo answers");
        }
    }
}

using Circle.Grains.Journal;
using Circle.Silo.Seeds;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Circle.Web.Hosting;

/// <summary>Ready when the seeds are in and the journal answers.</summary>
internal sealed class Readiness(SeedImport seeds, Writer writer) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !seeds.Finished.IsCompletedSuccessfully ? HealthCheckResult.Unhealthy("seeds are being imported")
        : !writer.IsHealthy ? HealthCheckResult.Unhealthy("the journal does not answer")
        : HealthCheckResult.Healthy());
}

using Circle.Domain.Journal;

namespace Circle.Web.Audit;

/// <summary>Writes what refusals were counted, and lets go of what is older than the rules keep.</summary>
internal sealed class AuditKeeper(AuditTrail trail, AuditStore store, AuditRules rules, TimeProvider real, ILogger<AuditKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Retention = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(Period, real);
        for (long? forgotten = null; await NextAsync(ticks, stoppingToken);)
        {
            await trail.WriteSumsAsync();
            if (forgotten is { } at && real.GetElapsedTime(at) < Retention) continue;
            forgotten = real.GetTimestamp();
            await ForgetAsync(stoppingToken);
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer ticks, CancellationToken stopping)
    {
        try
        {
            return await ticks.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task ForgetAsync(CancellationToken stopping)
    {
        try
        {
            var gone = await store.ForgetAsync(Envelope.UnixMicroseconds(real.GetUtcNow().AddDays(-rules.KeepDays)), stopping);
            if (gone > 0) log.LogInformation("{Entries} entries of the audit are older than {Days} days and were let go", gone, rules.KeepDays);
        }
        catch (Exception e) when (Hosting.CredentialStore.IsAway(e))
        {
            if (!stopping.IsCancellationRequested) log.LogWarning("The audit's retention waits for its store: {Why}", e.GetBaseException().Message);
        }
    }
}

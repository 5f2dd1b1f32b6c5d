using Circle.Web.Hosting;

namespace Circle.Web.Tickets;

/// <summary>Every hour, by the wall clock: drafts that are too old go.</summary>
internal sealed class DraftSweep(DraftStore store, TimeProvider real, ILogger<DraftSweep> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(Period, real);
        try
        {
            do await SweepAsync(stoppingToken);
            while (await ticks.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        try
        {
            if (await store.SweepAsync(stopping) is > 0 and var gone) log.LogInformation("{Count} drafts of calls were older than {Days} days and were removed", gone, DraftStore.KeepDays);
        }
        catch (Exception e) when (CredentialStore.IsAway(e))
        {
            stopping.ThrowIfCancellationRequested();
            log.LogWarning("Drafts of calls that are too old wait for their store: {Why}", e.GetBaseException().Message);
        }
    }
}

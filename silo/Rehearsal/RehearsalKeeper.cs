using Circle.Contracts.Rehearsal;
using Circle.Silo.Seeds;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Circle.Silo.Rehearsal;

/// <summary>Starts the rehearsal once the seeds are in, and calls for it again when the silo that ran it is gone.</summary>
internal sealed class RehearsalKeeper(SeedImport seeds, IGrainFactory grains, ILogger<RehearsalKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await seeds.Finished.WaitAsync(stoppingToken);
            using var ticks = new PeriodicTimer(Period);
            do
            {
                try
                {
                    await grains.GetGrain<IRehearsalGrain>(0).Work();
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    log.LogWarning(e, "The rehearsal does not answer");
                }
            }
            while (await ticks.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }
}

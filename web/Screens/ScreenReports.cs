using Circle.Domain.Screens;
using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Screens;

/// <param name="Frames">Drawn since its page was loaded.</param>
/// <param name="Age">Of its picture, in milliseconds; null: it has none.</param>
internal sealed record ScreenReport(long At, long Frames, long? Age, string Version);

/// <summary>
/// What screens say of themselves, on its way to the office: one write in flight, the rest leave together, of each screen the newest,
/// and not sooner than <see cref="Gap"/> after the last.
/// </summary>
internal sealed class ScreenReports(IDbContextFactory<Credentials> credentials, TimeProvider real, ILogger<ScreenReports> log) : BackgroundService
{
    /// <summary>Written together. Past <see cref="MostWaiting"/> a screen is not heard this time; it reports again in seconds.</summary>
    private const int MostTogether = 200;
    private const int MostWaiting = 10_000;

    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private Dictionary<ScreenId, ScreenReport> waiting = [];
    private TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Hear(ScreenId screen, ScreenReport report)
    {
        lock (gate)
        {
            if (waiting.Count < MostWaiting || waiting.ContainsKey(screen)) waiting[screen] = report;
            heard.TrySetResult();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await heard.Task.WaitAsync(stoppingToken);
            Dictionary<ScreenId, ScreenReport> leaving;
            lock (gate)
            {
                (leaving, waiting) = (waiting, []);
                heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            await WriteAsync(leaving);
            await Task.Delay(Gap, real, stoppingToken);
        }
    }

    private async Task WriteAsync(Dictionary<ScreenId, ScreenReport> reports)
    {
        foreach (var some in reports.Chunk(MostTogether))
        {
            try
            {
                var ids = some.Select(r => r.Key.Value).ToList();
                await using var db = await credentials.CreateDbContextAsync();
                foreach (var device in await db.ScreenDevices.Where(d => ids.Contains(d.ScreenId)).ToListAsync())
                {
                    // One that has gone over to this web node may still be on its way from another.
                    var report = reports[ScreenId.Of(device.ScreenId)];
                    if (device.Seen > report.At) continue;
                    (device.Seen, device.Frames, device.Age, device.Version) = (report.At, report.Frames, report.Age, report.Version);
                }

                await db.SaveChangesAsync();
            }
            catch (Exception e) when (Hosting.CredentialStore.IsAway(e))
            {
                // They report again in seconds.
                log.LogWarning("{Count} screens' reports were not kept: {Why}", some.Length, e.Message);
            }
        }
    }
}

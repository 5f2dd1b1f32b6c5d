using Circle.Contracts.Uploads;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Uploads;

/// <summary>Removes what was begun and never ended. Several silos may sweep at once.</summary>
public sealed class PartUploadSweep(IPartUploads uploads, TimeProvider real, ILogger<PartUploadSweep> log) : SiloLoop
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    public async Task SweepAsync(CancellationToken cancel)
    {
        var removed = await uploads.RemoveBeforeAsync(real.GetUtcNow() - PartUpload.Kept, cancel);
        if (removed > 0) log.LogInformation("{Removed} uploads that nobody ended were removed", removed);
    }

    protected override Task RunAsync(CancellationToken cancel) => EachAsync(Period, real, SweepAsync, e => log.LogWarning(e, "Uploads that nobody ended are not removed yet"), cancel);
}

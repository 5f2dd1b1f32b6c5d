using Circle.Contracts.Uploads;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Uploads;

/// <summary>Removes what is too old, whether it came to its end or not. Several silos may sweep at once.</summary>
public sealed class PartUploadSweep(IPartUploads uploads, TimeProvider real, ILogger<PartUploadSweep> log) : SiloLoop
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    public async Task SweepAsync(CancellationToken cancel)
    {
        var removed = await uploads.RemoveBeforeAsync(real.GetUtcNow() - PartUpload.Kept, cancel);
        if (removed > 0) log.LogInformation("{Removed} uploads that were begun a day ago were removed", removed);
    }

    protected override Task RunAsync(CancellationToken cancel) => EachAsync(Period, real, SweepAsync, e => log.LogWarning(e, "Uploads that were begun a day ago are not removed yet"), cancel);
}

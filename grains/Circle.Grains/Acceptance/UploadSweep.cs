using Circle.Domain.Blobs;
using Circle.Grains.Blobs;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Acceptance;

/// <summary>Removes what was sent and never named: what was named lies on a shelf of its own by then. Several silos may sweep at once.</summary>
public sealed class UploadSweep(IBlobs blobs, TimeProvider real, ILogger<UploadSweep> log) : SiloLoop
{
    /// <summary>Of real time. Far longer than a command is insisted on.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private const int AtOnce = 500;

    public async Task SweepAsync(CancellationToken cancel)
    {
        var before = real.GetUtcNow() - Kept;
        for (BlobId? after = null; ;)
        {
            var old = await blobs.PutBeforeAsync(BlobShelf.Uploads, before, after, AtOnce, cancel);
            foreach (var id in old) await blobs.RemoveAsync(BlobShelf.Uploads, id, before, cancel);
            if (old.Length < AtOnce) break;
            after = old[^1];
        }
    }

    protected override Task RunAsync(CancellationToken cancel) => EachAsync(Period, real, SweepAsync, e => log.LogWarning(e, "Uploads that nothing names are not removed yet"), cancel);
}

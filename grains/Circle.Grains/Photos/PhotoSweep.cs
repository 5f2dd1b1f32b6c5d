using Circle.Domain.Blobs;
using Circle.Grains.Blobs;
using Circle.Grains.ServicePoints;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Photos;

/// <summary>
/// Removes photos that nothing shows: those of a command that was refused or never came, and those that were replaced or taken away. Whoever
/// shows one puts it first, and what was put of late stays, so none is lost between the two. Several silos may sweep at once.
/// </summary>
public sealed class PhotoSweep(IBlobs blobs, IServicePointRows points, TimeProvider real, ILogger<PhotoSweep> log) : SiloLoop
{
    /// <summary>Of real time. Far longer than a command is insisted on.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private const int AtOnce = 500;

    public async Task SweepAsync(CancellationToken cancel)
    {
        var before = real.GetUtcNow() - Kept;
        var removed = 0;
        for (BlobId? after = null; ;)
        {
            var old = await blobs.PutBeforeAsync(BlobShelf.Photos, before, after, AtOnce, cancel);
            foreach (var id in old.Except(await points.ShownAsync(old, cancel)))
            {
                await blobs.RemoveAsync(BlobShelf.Photos, id, before, cancel);
                removed++;
            }

            if (old.Length < AtOnce) break;
            after = old[^1];
        }

        if (removed > 0) log.LogInformation("{Removed} photos that nothing shows any more were removed", removed);
    }

    protected override Task RunAsync(CancellationToken cancel) => EachAsync(Period, real, SweepAsync, e => log.LogWarning(e, "Photos that nothing shows are not removed yet"), cancel);
}

using System.Collections.Immutable;
using Circle.Domain.Blobs;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Blobs;

/// <summary>
/// Removes from a shelf what nothing names. Whoever names a blob puts it first, and what was put of late stays, so none is lost between the
/// two. Several silos may sweep at once.
/// </summary>
/// <param name="named">Which of these something names.</param>
public abstract class ShelfSweep(BlobShelf shelf, IBlobs blobs, Func<ImmutableArray<BlobId>, CancellationToken, Task<ImmutableArray<BlobId>>> named, TimeProvider real, ILogger log) : SiloLoop
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
            var old = await blobs.PutBeforeAsync(shelf, before, after, AtOnce, cancel);
            foreach (var id in old.Except(await named(old, cancel)))
            {
                await blobs.RemoveAsync(shelf, id, before, cancel);
                removed++;
            }

            if (old.Length < AtOnce) break;
            after = old[^1];
        }

        if (removed > 0) log.LogInformation("{Removed} of {Shelf} that nothing names any more were removed", removed, shelf);
    }

    protected override Task RunAsync(CancellationToken cancel) => EachAsync(Period, real, SweepAsync, e => log.LogWarning(e, "What nothing names of {Shelf} is not removed yet", shelf), cancel);
}

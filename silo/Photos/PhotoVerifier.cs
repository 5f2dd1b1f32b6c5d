using System.Collections.Immutable;
using System.Globalization;
using Circle.Contracts.Journal;
using Circle.Domain.Audit;
using Circle.Domain.ServicePoints;
using Circle.Grains.Blobs;
using Circle.Grains.ServicePoints;

namespace Circle.Silo.Photos;

/// <param name="Photos">That points show.</param>
/// <param name="Breaks">By point, at most <see cref="PhotoVerifier.MostTold"/>.</param>
/// <param name="Broken">How many there are.</param>
public sealed record PhotoFindings(long Photos, ImmutableArray<ChainBreak> Breaks, long Broken);

/// <summary>核验: reads every photo that a point shows and reckons its hash anew. A page of points and one photo are held at a time.</summary>
public sealed class PhotoVerifier(IServicePointRows points, IBlobs blobs)
{
    public const int MostTold = 1_000;

    private const int Page = 500;

    /// <param name="progress">Photos so far.</param>
    /// <exception cref="JournalException">The database or the folder does not answer.</exception>
    public async Task<PhotoFindings> RunAsync(Action<long> progress, CancellationToken cancel)
    {
        var (photos, broken, breaks) = (0L, 0L, ImmutableArray.CreateBuilder<ChainBreak>());
        for (ServicePointId? after = null; ;)
        {
            var page = await PageAsync(after, cancel);
            foreach (var point in page.Where(p => p.Photo is not null))
            {
                photos++;
                if (await FaultAsync(point, cancel) is not { } fault || !await IsShownYetAsync(point, cancel)) continue;
                broken++;
                if (breaks.Count < MostTold) breaks.Add(fault);
            }

            progress(photos);
            if (page.Length < Page) return new(photos, breaks.DrainToImmutable(), broken);
            after = page[^1].Id;
        }
    }

    private async Task<ImmutableArray<ServicePointView>> PageAsync(ServicePointId? after, CancellationToken cancel)
        => [.. (await points.OfAsync(null, null, cancel, after, Page)).Select(ServicePointReading.Read)];

    private async Task<ChainBreak?> FaultAsync(ServicePointView point, CancellationToken cancel)
    {
        try
        {
            if (await blobs.GetAsync(BlobShelf.Photos, point.Photo!.Blob, cancel) is not null) return null;
            return Of(point, $"“{point.Listing.Name}”的照片不在了", $"the photo of {point.Listing.Name} is missing");
        }
        catch (BrokenBlobException)
        {
            return Of(point, $"“{point.Listing.Name}”的照片被改过或已损坏", $"the photo of {point.Listing.Name} was changed or is broken");
        }
    }

    /// <summary>One that was replaced since the page was read may be swept already.</summary>
    private async Task<bool> IsShownYetAsync(ServicePointView point, CancellationToken cancel)
        => (await points.NamedAsync([point.Id], cancel)) is not [var now] || ServicePointReading.Read(now).Photo?.Blob == point.Photo!.Blob;

    private static ChainBreak Of(ServicePointView point, FormattableString zh, FormattableString en)
        => new(ServicePoint.StreamOf(point.Id).Value, 0, zh.ToString(CultureInfo.InvariantCulture), en.ToString(CultureInfo.InvariantCulture));
}

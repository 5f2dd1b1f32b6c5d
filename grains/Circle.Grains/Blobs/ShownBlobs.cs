using System.Runtime.InteropServices;
using Circle.Contracts.Photos;
using Circle.Domain.Blobs;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Blobs;

/// <summary>Blobs as they are shown to somebody.</summary>
internal static class ShownBlobs
{
    /// <summary>One that is broken is told as such, and logged.</summary>
    /// <param name="what">For the log: what it is of, and nothing of what it shows.</param>
    /// <returns>Null: there is none.</returns>
    public static async Task<PhotoContent?> ShowAsync(this IBlobs blobs, BlobShelf shelf, BlobId id, ILogger log, string what)
    {
        try
        {
            return await blobs.GetAsync(shelf, id, CancellationToken.None) is { } bytes ? new PhotoContent(ImmutableCollectionsMarshal.AsImmutableArray(bytes), false) : null;
        }
        catch (BrokenBlobException e)
        {
            log.LogError(e, "{What} is broken where it is kept", what);
            return new PhotoContent([], true);
        }
    }
}

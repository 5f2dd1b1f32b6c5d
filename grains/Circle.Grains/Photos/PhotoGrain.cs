using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Circle.Contracts.Photos;
using Circle.Domain.Blobs;
using Circle.Domain.Photos;
using Circle.Grains.Blobs;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Circle.Grains.Photos;

[StatelessWorker, Reentrant, GrainType("photos")]
public sealed class PhotoGrain(IBlobs blobs, ILogger<PhotoGrain> log) : Grain, IPhotoGrain
{
    public Task<BlobId> Keep(ImmutableArray<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, Photo.MaxBytes, nameof(content));
        return blobs.PutAsync(BlobShelf.Photos, content.AsMemory(), CancellationToken.None);
    }

    public async Task<PhotoContent?> Read(BlobId id)
    {
        try
        {
            return await blobs.GetAsync(BlobShelf.Photos, id, CancellationToken.None) is { } bytes ? new PhotoContent(ImmutableCollectionsMarshal.AsImmutableArray(bytes), false) : null;
        }
        catch (BrokenBlobException e)
        {
            log.LogError(e, "A photo is broken where it is kept");
            return new PhotoContent([], true);
        }
    }
}

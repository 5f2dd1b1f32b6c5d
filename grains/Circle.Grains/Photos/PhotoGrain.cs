using System.Collections.Immutable;
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

    public Task<PhotoContent?> Read(BlobId id) => blobs.ShowAsync(BlobShelf.Photos, id, log, "A photo");
}

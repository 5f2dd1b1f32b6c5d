using System.Collections.Immutable;
using Circle.Contracts.Acceptance;
using Circle.Domain.Blobs;
using Circle.Domain.Photos;
using Circle.Grains.Blobs;
using Orleans.Concurrency;

namespace Circle.Grains.Acceptance;

[StatelessWorker, Reentrant, GrainType("uploads")]
public sealed class UploadGrain(IBlobs blobs) : Grain, IUploadGrain
{
    public Task<BlobId> KeepReported(ImmutableArray<byte> content) => KeepAsync(content);

    public Task<BlobId> KeepInspected(ImmutableArray<byte> content) => KeepAsync(content);

    private Task<BlobId> KeepAsync(ImmutableArray<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, Photo.MaxBytes, nameof(content));
        return blobs.PutAsync(BlobShelf.Uploads, content.AsMemory(), CancellationToken.None);
    }
}

using System.Collections.Immutable;
using Circle.Contracts.Acceptance;
using Circle.Contracts.Journal;
using Circle.Domain.Blobs;
using Circle.Domain.Photos;
using Circle.Grains.Blobs;
using Orleans.Concurrency;

namespace Circle.Grains.Acceptance;

[StatelessWorker, Reentrant, GrainType("uploads")]
public sealed class UploadGrain(IBlobs blobs) : Grain, IUploadGrain
{
    public Task KeepReported(Photo photo, ImmutableArray<byte> content) => KeepAsync(photo, content, UploadNote.OfReport(Caller.Current!.Value, photo));

    public Task KeepInspected(Photo photo, ImmutableArray<byte> content) => KeepAsync(photo, content, UploadNote.OfInspection(Caller.Current!.Value, photo));

    private async Task KeepAsync(Photo photo, ImmutableArray<byte> content, byte[] note)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, Photo.MaxBytes, nameof(content));
        ArgumentOutOfRangeException.ThrowIfNotEqual(BlobId.OfContent(content.AsSpan()), photo.Blob, nameof(photo));
        await blobs.PutAsync(BlobShelf.Uploads, content.AsMemory(), CancellationToken.None);
        await blobs.PutAsync(BlobShelf.Uploads, note, CancellationToken.None);
    }
}

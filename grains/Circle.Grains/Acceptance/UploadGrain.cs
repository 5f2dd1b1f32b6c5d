using System.Collections.Immutable;
using Circle.Contracts.Acceptance;
using Circle.Contracts.Journal;
using Circle.Domain.Photos;
using Circle.Grains.Blobs;
using Circle.Grains.Photos;
using Orleans.Concurrency;

namespace Circle.Grains.Acceptance;

[StatelessWorker, Reentrant, GrainType("uploads")]
public sealed class UploadGrain(IBlobs blobs) : Grain, IUploadGrain
{
    public Task KeepReported(Photo photo, ImmutableArray<byte> content) => blobs.KeepSentAsync(Caller.Current!.Value, SentPhotos.ForReport, photo, content);

    public Task KeepInspected(Photo photo, ImmutableArray<byte> content) => blobs.KeepSentAsync(Caller.Current!.Value, SentPhotos.ForInspection, photo, content);
}

using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Contracts.Volunteering;
using Circle.Domain.Blobs;
using Circle.Domain.Photos;
using Circle.Grains.Blobs;
using Circle.Grains.Photos;
using Orleans.Concurrency;

namespace Circle.Grains.Volunteering;

[StatelessWorker, Reentrant, GrainType("activity-photos")]
public sealed class ActivityPhotoGrain(IBlobs blobs) : Grain, IActivityPhotoGrain
{
    public Task Keep(BlobId source, Photo photo, ImmutableArray<byte> content) => blobs.KeepSentAsync(Caller.Current!.Value, SentPhotos.ForActivity(source), photo, content);
}

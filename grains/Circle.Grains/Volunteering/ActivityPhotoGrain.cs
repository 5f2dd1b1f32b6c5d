using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Circle.Contracts.Journal;
using Circle.Contracts.Volunteering;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Grains.Blobs;
using Orleans.Concurrency;

namespace Circle.Grains.Volunteering;

[StatelessWorker, Reentrant, GrainType("activity-photos")]
public sealed class ActivityPhotoGrain(IBlobs blobs) : Grain, IActivityPhotoGrain
{
    public async Task Keep(BlobId source, Photo photo, ImmutableArray<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, Photo.MaxBytes, nameof(content));
        ArgumentOutOfRangeException.ThrowIfNotEqual(BlobId.OfContent(content.AsSpan()), photo.Blob, nameof(photo));
        await blobs.PutAsync(BlobShelf.Uploads, content.AsMemory(), CancellationToken.None);
        await blobs.PutAsync(BlobShelf.Uploads, ActivityPhotoNote.Of(Caller.Current!.Value, source, photo), CancellationToken.None);
    }
}

/// <summary>Who sent a picture, and from which file it was drawn, as a blob beside it; see <see cref="KeptNote"/>.</summary>
internal static class ActivityPhotoNote
{
    public static byte[] Of(Actor by, BlobId source, Photo photo)
        => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"sent by {by.Value} for an activity from {source}: {photo.Blob}, {photo.Width} x {photo.Height}, {photo.Bytes}, {photo.MediaType}"));
}

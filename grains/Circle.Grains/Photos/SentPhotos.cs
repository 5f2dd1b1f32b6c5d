using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Grains.Blobs;

namespace Circle.Grains.Photos;

/// <summary>
/// Photos that were sent and are named by nothing yet. Who sent one, for what, and what it is, lies as a blob beside it: named by its content as every blob is,
/// so that it is there or not, and gone a day later as the photo is. Nothing that is sent has this content: it is no picture.
/// </summary>
internal static class SentPhotos
{
    public const string ForReport = "a report";

    public const string ForInspection = "an inspection";

    /// <param name="source">SHA-256 of the file that it was drawn from.</param>
    public static string ForActivity(BlobId source) => $"an activity from {source}";

    /// <summary>It is durable when this returns, and gone a day later unless it is laid.</summary>
    public static async Task KeepSentAsync(this IBlobs blobs, Actor by, string purpose, Photo photo, ImmutableArray<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, Photo.MaxBytes, nameof(content));
        ArgumentOutOfRangeException.ThrowIfNotEqual(BlobId.OfContent(content.AsSpan()), photo.Blob, nameof(photo));
        await blobs.PutAsync(BlobShelf.Uploads, content.AsMemory(), CancellationToken.None);
        await blobs.PutAsync(BlobShelf.Uploads, NoteOf(by, purpose, photo), CancellationToken.None);
    }

    /// <summary>Lays it where it stays, before anything names it.</summary>
    /// <returns>False: whoever names it did not send it for this, sent something else, or too long ago.</returns>
    public static async Task<bool> LaySentAsync(this IBlobs blobs, Actor by, string purpose, Photo photo, BlobShelf shelf)
    {
        if (await blobs.GetAsync(BlobShelf.Uploads, BlobId.OfContent(NoteOf(by, purpose, photo)), CancellationToken.None) is null) return false;
        if (await blobs.GetAsync(BlobShelf.Uploads, photo.Blob, CancellationToken.None) is not { } content) return false;
        await blobs.PutAsync(shelf, content, CancellationToken.None);
        return true;
    }

    private static byte[] NoteOf(Actor by, string purpose, Photo photo)
        => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"sent by {by.Value} for {purpose}: {photo.Blob}, {photo.Width} x {photo.Height}, {photo.Bytes}, {photo.MediaType}"));
}

using System.Globalization;
using System.Text;
using Circle.Domain.Journal;
using Circle.Domain.Photos;

namespace Circle.Grains.Acceptance;

/// <summary>
/// Who sent a photo, for what, and what it is, as a blob beside it: named by its content as every blob is, so that it is there or not, and gone a day
/// later as the photo is. Nothing that is sent has this content: it is no picture.
/// </summary>
internal static class UploadNote
{
    public static byte[] OfReport(Actor by, Photo photo) => Of("a report", by, photo);

    public static byte[] OfInspection(Actor by, Photo photo) => Of("an inspection", by, photo);

    private static byte[] Of(string purpose, Actor by, Photo photo)
        => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"sent by {by.Value} for {purpose}: {photo.Blob}, {photo.Width} x {photo.Height}, {photo.Bytes}, {photo.MediaType}"));
}

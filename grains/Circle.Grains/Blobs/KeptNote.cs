using System.Globalization;
using System.Text;
using Circle.Domain.Blobs;

namespace Circle.Grains.Blobs;

/// <summary>
/// What says beside a blob for what it was kept, and as what: a blob itself, named by its content as every one is, so that it is there or not, and gone when
/// the other is. Nothing that is sent has this content: it is no picture and no document.
/// </summary>
internal static class KeptNote
{
    /// <param name="owner">Whose it is alone: an order's id, a ticket's stream.</param>
    public static byte[] Of(string owner, BlobId blob, string mediaType, int bytes)
        => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"kept for {owner}: {blob}, {mediaType}, {bytes}"));
}

using Circle.Domain.Blobs;
using Circle.Grains.Blobs;

namespace Circle.Silo.Blobs;

/// <summary>What both kinds of storage ask of a blob's bytes.</summary>
internal static class BlobContent
{
    public static BlobId Named(ReadOnlyMemory<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfZero(content.Length, nameof(content));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, BlobId.MaxBytes, nameof(content));
        return BlobId.OfContent(content.Span);
    }

    public static byte[] Checked(BlobShelf shelf, BlobId id, byte[] content) => BlobId.OfContent(content) == id ? content : throw new BrokenBlobException(shelf, id);
}

using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Photos;

/// <summary>照片: a picture as it is kept, upright and without anything that a camera wrote beside it.</summary>
/// <param name="Width">In pixels, <see cref="MinSide"/> to <see cref="MaxSide"/>; <paramref name="Height"/> likewise.</param>
/// <param name="Bytes">1 to <see cref="MaxBytes"/>.</param>
/// <param name="MediaType"><see cref="Jpeg"/>: there is no other yet.</param>
[GenerateSerializer, Immutable, Alias("Photo")]
public sealed record Photo(
    [property: Id(0)] BlobId Blob, [property: Id(1)] int Width, [property: Id(2)] int Height, [property: Id(3)] int Bytes, [property: Id(4)] string MediaType)
{
    public const string Jpeg = "image/jpeg";

    /// <summary>Pixels: what fills a phone and half a desk's screen.</summary>
    public const int MaxSide = 1_600;

    /// <summary>Pixels: below it nobody recognises a shop.</summary>
    public const int MinSide = 100;

    /// <summary>More than noise of <see cref="MaxSide"/> in both directions takes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    internal void Check(FaultList faults, string field)
    {
        if (!Blob.IsHash) faults.Add($"{field}/blob", "wrong-shape", "应为照片内容的 SHA-256（64 位小写十六进制）", "must be the SHA-256 of its content, in 64 lower hexadecimal digits");
        faults.Range($"{field}/width", Width, MinSide, MaxSide);
        faults.Range($"{field}/height", Height, MinSide, MaxSide);
        faults.Range($"{field}/bytes", Bytes, 1, MaxBytes);
        if (MediaType != Jpeg) faults.Add($"{field}/mediaType", "unknown", $"应为 {Jpeg}", $"must be {Jpeg}");
    }
}

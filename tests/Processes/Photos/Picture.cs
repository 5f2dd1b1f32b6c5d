using System.Buffers.Binary;
using SkiaSharp;

namespace Circle.Processes.Tests.Photos;

/// <summary>Pictures made here: red above, blue below, green in the upper left corner.</summary>
internal static class Picture
{
    public const string Place = "N34.79";

    public static byte[] Of(SKEncodedImageFormat format, int width = 2_400, int height = 1_800)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        using (var paint = new SKPaint())
        {
            canvas.Clear(SKColors.Blue);
            paint.Color = SKColors.Red;
            canvas.DrawRect(0, 0, width, height / 2f, paint);
            paint.Color = SKColors.Lime;
            canvas.DrawRect(0, 0, width / 4f, height / 4f, paint);
        }

        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>As a camera writes it that was held askew: EXIF with an orientation and where it was.</summary>
    public static byte[] Askew(ushort orientation)
    {
        var jpeg = Of(SKEncodedImageFormat.Jpeg);
        return [.. jpeg[..2], .. Exif(orientation), .. jpeg[2..]];
    }

    /// <summary>Two still pictures that follow each other, and the header that says so.</summary>
    public static byte[] Moving()
    {
        var still = Of(SKEncodedImageFormat.Webp, 200, 200);
        byte[] image = still[12..];
        byte[] frame = [.. "ANMF"u8, .. Little(16 + image.Length), 0, 0, 0, 0, 0, 0, 199, 0, 0, 199, 0, 0, 100, 0, 0, 0, .. image];
        byte[] all = [.. "WEBP"u8, .. "VP8X"u8, .. Little(10), 2, 0, 0, 0, 199, 0, 0, 199, 0, 0, .. "ANIM"u8, .. Little(6), 0, 0, 0, 0, 0, 0, .. frame, .. frame];
        return [.. "RIFF"u8, .. Little(all.Length), .. all];
    }

    public static SKColor[] Corners(byte[] picture)
    {
        using var bitmap = SKBitmap.Decode(picture);
        var (right, bottom) = (bitmap.Width - 10, bitmap.Height - 10);
        return [bitmap.GetPixel(10, 10), bitmap.GetPixel(right, 10), bitmap.GetPixel(10, bottom), bitmap.GetPixel(right, bottom)];
    }

    /// <summary>Of a JPEG: what stands before the picture itself, by markers.</summary>
    public static IEnumerable<byte> Segments(byte[] jpeg)
    {
        for (var at = 2; jpeg[at + 1] != 0xDA; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2))) yield return jpeg[at + 1];
    }

    private static byte[] Little(int number) => BitConverter.GetBytes(number);

    private static byte[] Exif(ushort orientation)
    {
        byte[] position = [.. "MM"u8, .. Short(42), .. Long(8), .. Short(2)];
        byte[] tags =
        [
            .. position,
            .. Short(0x0112), .. Short(3), .. Long(1), .. Short(orientation), .. Short(0),
            .. Short(0x010E), .. Short(2), .. Long(7), .. Long(38), .. Long(0), .. System.Text.Encoding.ASCII.GetBytes(Place), 0,
        ];
        byte[] body = [.. "Exif\0\0"u8, .. tags];
        return [0xFF, 0xE1, .. Short((ushort)(body.Length + 2)), .. body];
    }

    private static byte[] Short(ushort number) => [(byte)(number >> 8), (byte)number];

    private static byte[] Long(uint number) => [.. Short((ushort)(number >> 16)), .. Short((ushort)number)];
}

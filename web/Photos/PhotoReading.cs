using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using SkiaSharp;

namespace Circle.Web.Photos;

/// <summary>A picture drawn anew, and what it is.</summary>
internal sealed record DrawnPhoto(Photo Photo, ImmutableArray<byte> Content);

/// <summary>
/// Draws a picture anew as a photo is kept: upright, at most <see cref="Photo.MaxSide"/> on its long side, on white, in sRGB. Nothing of the file
/// but its pixels is carried over, so neither is where it was taken. The same file comes out the same.
/// </summary>
/// <remarks>
/// What a file is says its beginning, whatever its name and type. A JPEG is decoded at the eighth of its size that is just large enough; what decodes
/// whole, or keeps its coefficients, takes 300 MB at <see cref="MostPixels"/>, which is why one is drawn at a time.
/// </remarks>
internal static class PhotoReading
{
    /// <summary>The largest cameras of phones have as many.</summary>
    public const int MostPixels = 50_000_000;

    private const int Quality = 82;

    /// <summary>Null where there is a fault; each ends in what the person can do.</summary>
    public static DrawnPhoto? Read(byte[] bytes, FaultList faults)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp))
            return Refuse(faults, "not-a-picture", "这不是 JPEG、PNG 或 WebP 图片，请另选一张照片", "this is no JPEG, PNG or WebP picture: choose another one");
        if (codec.FrameCount > 1) return Refuse(faults, "moving", "不能用动图，请另选一张照片", "a moving picture is not taken: choose a still one");
        var whole = codec.Info.Size;
        if ((long)whole.Width * whole.Height > MostPixels)
        {
            return Refuse(
                faults,
                "too-many-pixels",
                $"照片最多 {MostPixels / 1_000_000} 百万像素，这张有 {whole.Width}×{whole.Height}，请缩小后再上传",
                $"a photo may have {MostPixels / 1_000_000} megapixels, this one has {whole.Width}×{whole.Height}: make it smaller and send it again");
        }

        // A side that would become less than a pixel is too narrow, too.
        var scale = Math.Min(1f, Photo.MaxSide / (float)Math.Max(whole.Width, whole.Height));
        var upright = Upright(codec.EncodedOrigin, whole);
        var (width, height) = ((int)MathF.Round(upright.Width * scale), (int)MathF.Round(upright.Height * scale));
        if (Math.Min(width, height) < Photo.MinSide)
        {
            return Refuse(
                faults,
                "too-small",
                $"照片太小或太窄（{whole.Width}×{whole.Height}），请另选一张",
                $"the photo is too small or too narrow ({whole.Width}×{whole.Height}): choose another one");
        }

        return Draw(codec, scale, width, height) is { } content
            ? new DrawnPhoto(new Photo(BlobId.OfContent(content), width, height, content.Length, Photo.Jpeg), ImmutableCollectionsMarshal.AsImmutableArray(content))
            : Refuse(faults, "broken", "照片文件不完整或已损坏，请重新选择", "the picture's file is cut off or broken: choose it again");
    }

    /// <summary>Null where it cannot be decoded to its end.</summary>
    private static byte[]? Draw(SKCodec codec, float scale, int width, int height)
    {
        using var space = SKColorSpace.CreateSrgb();
        var near = codec.GetScaledDimensions(scale);
        var size = Math.Min(near.Width, near.Height) == 0 || Shrinks(codec, near, scale) ? codec.Info.Size : near;
        using var decoded = new SKBitmap();
        if (!decoded.TryAllocPixels(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, space))) return null;
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) != SKCodecResult.Success) return null;
        decoded.SetImmutable();

        using var drawn = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque, space));
        using (var canvas = new SKCanvas(drawn))
        using (var picture = SKImage.FromBitmap(decoded))
        {
            canvas.Clear(SKColors.White);
            var turned = Upright(codec.EncodedOrigin, size);
            canvas.Scale(width / (float)turned.Width, height / (float)turned.Height);
            canvas.Concat(Turn(codec.EncodedOrigin, size));
            canvas.DrawImage(picture, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        // Without a profile of colours: what names none is taken for sRGB, which it is.
        using var pixels = drawn.PeekPixels();
        using var plain = pixels.WithColorSpace(null!);
        using var jpeg = plain.Encode(new SKJpegEncoderOptions(Quality));
        return jpeg?.ToArray();
    }

    /// <summary>Whether what can be decoded of it is less than what is wanted: then it is decoded whole.</summary>
    private static bool Shrinks(SKCodec codec, SKSizeI near, float scale)
        => near.Width < codec.Info.Width * scale - 1 || near.Height < codec.Info.Height * scale - 1;

    private static SKSizeI Upright(SKEncodedOrigin origin, SKSizeI size) => origin >= SKEncodedOrigin.LeftTop ? new SKSizeI(size.Height, size.Width) : size;

    /// <summary>By which what the camera held askew is drawn upright.</summary>
    private static SKMatrix Turn(SKEncodedOrigin origin, SKSizeI size)
    {
        float w = size.Width, h = size.Height;
        return origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
    }

    private static DrawnPhoto? Refuse(FaultList faults, string code, string zh, string en)
    {
        faults.Add("", code, zh, en);
        return null;
    }
}

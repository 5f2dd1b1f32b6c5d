using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace Circle.Web.Accounts;

/// <summary>二维码: a text that a phone's camera reads, for the page to draw as it likes.</summary>
/// <param name="Size">Modules on a side, the quiet zone of four around them included: the SVG's view box is 0 0 size size.</param>
/// <param name="Path">The dark modules, as the <c>d</c> of one SVG path.</param>
internal sealed record QrCode(int Size, string Path)
{
    /// <summary>Bytes of UTF-8. More makes modules that a phone no longer tells apart.</summary>
    public const int MaxText = 600;

    public static QrCode Of(string text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Encoding.UTF8.GetByteCount(text), MaxText, nameof(text));
        using var drawn = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < drawn.ModuleMatrix.Count; y++) AddRow(path, drawn.ModuleMatrix[y], y);
        return new QrCode(drawn.ModuleMatrix.Count, path.ToString());
    }

    /// <summary>A rectangle for each run of dark modules.</summary>
    private static void AddRow(StringBuilder path, BitArray row, int y)
    {
        for (var x = 0; x < row.Count; x++)
        {
            var from = x;
            while (x < row.Count && row[x]) x++;
            if (x > from) path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1H{from}z");
        }
    }
}

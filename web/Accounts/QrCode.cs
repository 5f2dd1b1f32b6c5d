using System.Globalization;
using System.Text;
using QRCoder;

namespace Circle.Web.Accounts;

/// <summary>二维码 (ISO/IEC 18004), as a path of an SVG: one unit a module, the quiet zone of four included.</summary>
internal static class QrCode
{
    /// <summary>Runs of dark modules, row by row. The drawing is as wide as its last module reaches and four more.</summary>
    public static string PathOf(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < row.Length;)
            {
                var end = x;
                while (end < row.Length && row[end]) end++;
                if (end > x) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{end - x}v1h-{end - x}z");
                x = end + 1;
            }
        }

        return path.ToString();
    }
}

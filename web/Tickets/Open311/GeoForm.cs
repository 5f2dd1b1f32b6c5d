using System.Globalization;
using System.Text;
using Circle.Domain.Journal;
using Circle.Web.Journal;

namespace Circle.Web.Tickets.Open311;

/// <summary>
/// The form of a POST in UTF-8. It is read once, by its bytes: what is no UTF-8, or stands twice, is a fault and never something else. Empty is as good as absent.
/// </summary>
internal sealed class GeoForm
{
    public const string MediaType = "application/x-www-form-urlencoded";

    /// <summary>The specification's, that a form of any client has.</summary>
    public const string KeyField = "api_key";

    private const int MostFields = 60;
    private const int LongestName = 60;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    private GeoForm()
    {
    }

    public FaultList Faults { get; } = new();

    /// <summary>Null: there is none.</summary>
    public string? Key => fields.GetValueOrDefault(KeyField);

    public static bool IsSent(HttpRequest request)
        => HttpMethods.IsPost(request.Method) && GeoErrors.IsAsked(request) && string.Equals((request.ContentType ?? "").Split(';')[0].Trim(), MediaType, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="BadHttpRequestException">It is larger than the server takes, or comes too slowly.</exception>
    /// <exception cref="OperationCanceledException">The program ends meanwhile.</exception>
    public static async Task<GeoForm> ReadAsync(HttpContext http)
    {
        using var arriving = Arrival.Until(http);
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, arriving.Token);
        return Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    public static GeoForm Parse(ReadOnlySpan<byte> sent)
    {
        var form = new GeoForm();
        var count = 0;
        foreach (var range in sent.Split((byte)'&'))
        {
            var pair = sent[range];
            if (pair.IsEmpty) continue;
            if (++count > MostFields)
            {
                form.Faults.Add("", "too-many", $"参数最多 {MostFields} 个", $"at most {MostFields} parameters");
                break;
            }

            form.Add(pair);
        }

        return form;
    }

    /// <summary>Null: it is not there, or empty.</summary>
    public string? Text(string name)
    {
        known.Add(name);
        return fields.GetValueOrDefault(name);
    }

    /// <param name="most">Its size: it lies between this and its negative.</param>
    public double? Degrees(string name, double most)
    {
        if (Text(name) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= most) return value;
        Faults.Add(name, "wrong-shape", $"应为度数，-{most} 到 {most}，如 34.7654", $"must be degrees from -{most} to {most}, like 34.7654");
        return null;
    }

    /// <summary>Parameters that nobody asked for are told, else a misspelt one is lost in silence. Call it last.</summary>
    public void Close()
    {
        foreach (var stranger in fields.Keys.Where(f => !known.Contains(f)))
        {
            if (stranger.StartsWith("attribute[", StringComparison.Ordinal)) Faults.Add("attribute", "unknown-field", "各项服务没有附加属性", "no service has attributes");
            else Faults.Add(IsName(stranger) ? stranger : "", "unknown-field", "没有这个参数", "there is no such parameter");
        }
    }

    private static bool IsName(string text) => text.Length <= LongestName && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private void Add(ReadOnlySpan<byte> pair)
    {
        var equals = pair.IndexOf((byte)'=');
        var name = Decoded(equals < 0 ? pair : pair[..equals]);
        var value = equals < 0 ? "" : Decoded(pair[(equals + 1)..]);
        if (name is null || value is null)
            Faults.Add(name is not null && IsName(name) ? name : "", "malformed", "不是正确的 UTF-8 表单编码", "is not encoded as a form in UTF-8");
        else if (value.Length > 0 && !fields.TryAdd(name, value))
            Faults.Add(IsName(name) ? name : "", "repeated", "参数只能写一次", "stands more than once");
    }

    /// <summary>As people mean it: without blanks around it, and composed. Null: it is no text.</summary>
    private static string? Decoded(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == (byte)'%')
            {
                if (i + 2 > text.Length - 1 || !byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out b)) return null;
                i += 2;
            }
            else if (b == (byte)'+')
            {
                b = (byte)' ';
            }

            bytes[length++] = b;
        }

        try
        {
            var decoded = Strict.GetString(bytes, 0, length).Trim();
            return decoded.IsNormalized() ? decoded : decoded.Normalize();
        }
        catch (ArgumentException)
        {
            // Bytes that are no UTF-8, or a sign that no text has.
            return null;
        }
    }
}

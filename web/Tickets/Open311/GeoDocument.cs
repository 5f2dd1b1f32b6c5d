using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using Circle.Domain.Time;

namespace Circle.Web.Tickets.Open311;

/// <summary>An element with parts of its own. A value is null, text, flag, number, moment, or another of these; null: it is there and empty.</summary>
internal sealed record GeoObject(params ImmutableArray<(string Name, object? Value)> Fields);

/// <summary>Several of one name.</summary>
/// <param name="Item">Each element's name in XML; JSON has none.</param>
internal sealed record GeoList(string Item, ImmutableArray<object> Items)
{
    public static GeoList Of<T>(string item, IEnumerable<T> items) where T : notnull => new(item, [.. items]);
}

/// <summary>
/// An answer of GeoReport v2 in both its formats. JSON follows from XML by the Spark convention: names of the root and of a list's elements fall away, a
/// list is an array, an empty element is null.
/// </summary>
/// <param name="Content">A <see cref="GeoObject"/> or a <see cref="GeoList"/>.</param>
internal sealed record GeoDocument(string Root, object Content, int Status = StatusCodes.Status200OK) : IResult
{
    private const string Json = "json";
    private const string Xml = "xml";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly XmlWriterSettings Settings = new() { Encoding = Utf8 };

    private static readonly JsonWriterOptions Options = new() { Encoder = Domain.Journal.JournalJson.Options.Encoder };

    /// <summary>XML has to be there, JSON may; in letters of either case, as the rest of the address.</summary>
    public static bool IsFormat(string? format) => string.Equals(format, Json, StringComparison.OrdinalIgnoreCase) || string.Equals(format, Xml, StringComparison.OrdinalIgnoreCase);

    /// <summary>By the address alone: XML unless it ends in the other.</summary>
    public static bool IsJson(HttpRequest request) => request.Path.Value?.EndsWith($".{Json}", StringComparison.OrdinalIgnoreCase) == true;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var isJson = IsJson(httpContext.Request);
        var bytes = isJson ? AsJson() : AsXml();
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = isJson ? "application/json; charset=utf-8" : "text/xml; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    public byte[] AsJson()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options)) Write(writer, Content);
        return bytes.ToArray();
    }

    public byte[] AsXml()
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Settings)) Write(writer, Root, Content);
        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case GeoObject fields:
                writer.WriteStartObject();
                foreach (var (name, field) in fields.Fields)
                {
                    writer.WritePropertyName(name);
                    Write(writer, field);
                }

                writer.WriteEndObject();
                break;
            case GeoList list:
                writer.WriteStartArray();
                foreach (var item in list.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue(TextOf(value));
                break;
        }
    }

    private static void Write(XmlWriter writer, string name, object? value)
    {
        writer.WriteStartElement(name);
        switch (value)
        {
            case GeoObject fields:
                foreach (var (part, field) in fields.Fields) Write(writer, part, field);
                break;
            case GeoList list:
                foreach (var item in list.Items) Write(writer, list.Item, item);
                break;
            case not null:
                writer.WriteString(TextOf(value));
                break;
        }

        writer.WriteEndElement();
    }

    private static string TextOf(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTimeOffset at => Written(at),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>W3C's note on dates: to the second, with the offset that the district's clocks have.</summary>
    private static string Written(DateTimeOffset at) => District.Local(at).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Circle.Processes.Tests.Tickets;

/// <summary>
/// What http://wiki.open311.org/GeoReport_v2 says of its answers, as a table (sections "GET Service List", "GET Service Definition", "POST Service Request",
/// "GET service_request_id from a token", "GET Service Requests", "Errors"; "Format Support", "Date/time format", "Encoding"). JSON follows from XML by the Spark
/// convention (http://wiki.open311.org/JSON_and_XML_Conversion): no root, lists are arrays, what is empty is null.
/// </summary>
internal sealed partial class GeoReportSpec
{
    /// <param name="Name">Of the element.</param>
    /// <param name="Type">string, boolean, number, datetime, list, or options with bars between them.</param>
    /// <param name="MayLack">"May not be returned", or of a section where one of two is.</param>
    /// <param name="MayBeEmpty">Null in JSON, an empty element in XML.</param>
    private sealed record Element(string Name, string Type, bool MayLack = false, bool MayBeEmpty = false);

    private readonly Element[] _elements;
    private readonly string _root;
    private readonly string? _item;

    private GeoReportSpec(string root, string? item, params Element[] elements) => (_root, _item, _elements) = (root, item, elements);

    /// <summary>"GET Service List": Response.</summary>
    public static GeoReportSpec Services { get; } = new(
        "services", "service",
        new("service_code", "string"), new("service_name", "string"), new("description", "string"), new("metadata", "boolean"), new("type", "realtime|batch|blackbox"),
        new("keywords", "string"), new("group", "string"));

    /// <summary>"GET Service Definition": Response. A service of which metadata is false has no attribute.</summary>
    public static GeoReportSpec Definition { get; } = new("service_definition", null, new("service_code", "string"), new("attributes", "list"));

    /// <summary>"POST Service Request": Response. A token is not returned where the id is.</summary>
    public static GeoReportSpec Filed { get; } = new(
        "service_requests", "request", new("service_request_id", "string"), new("service_notice", "string", MayLack: true), new("account_id", "string", MayLack: true, MayBeEmpty: true));

    /// <summary>"GET service_request_id from a token": Response.</summary>
    public static GeoReportSpec Token { get; } = new("service_requests", "request", new("service_request_id", "string"), new("token", "string"));

    /// <summary>"GET Service Requests" and "GET Service Request": Response, the same of both.</summary>
    public static GeoReportSpec Requests { get; } = new(
        "service_requests", "request",
        new("service_request_id", "string"), new("status", "open|closed"), new("status_notes", "string", MayLack: true, MayBeEmpty: true), new("service_name", "string"),
        new("service_code", "string"), new("description", "string", MayBeEmpty: true), new("agency_responsible", "string", MayLack: true, MayBeEmpty: true),
        new("service_notice", "string", MayLack: true, MayBeEmpty: true), new("requested_datetime", "datetime"), new("updated_datetime", "datetime"),
        new("expected_datetime", "datetime", MayLack: true, MayBeEmpty: true), new("address", "string"), new("address_id", "string", MayBeEmpty: true),
        new("zipcode", "string", MayBeEmpty: true), new("lat", "number", MayBeEmpty: true), new("long", "number", MayBeEmpty: true), new("media_url", "string", MayBeEmpty: true));

    /// <summary>"Errors": Response.</summary>
    public static GeoReportSpec Errors { get; } = new("errors", "error", new("code", "number"), new("description", "string"));

    /// <summary>Service Discovery (http://wiki.open311.org/Service_Discovery), "Fields for All Versions": all are required.</summary>
    public static GeoReportSpec Discovery { get; } = new(
        "discovery", null, new("changeset", "string"), new("contact", "string"), new("key_service", "string"), new("endpoints", "list"));

    /// <summary>Asserts that an answer is one, in whichever format it is.</summary>
    /// <returns>Each item's values by element, as text; empty ones are absent.</returns>
    public List<Dictionary<string, string>> Read(string mediaType, string? charset, string text)
    {
        Assert.Equal("utf-8", charset);
        if (mediaType == "application/json") return [.. Items(JsonSerializer.Deserialize<JsonElement>(text)).Select(Read)];
        Assert.Equal("text/xml", mediaType);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", text, StringComparison.Ordinal);
        var root = XDocument.Parse(text).Root!;
        Assert.Equal(XName.Get(_root), root.Name);
        Assert.All(root.DescendantsAndSelf(), e => Assert.Empty(e.Attributes()));
        if (_item is null) return [Read(root)];
        Assert.All(root.Elements(), e => Assert.Equal(XName.Get(_item), e.Name));
        return [.. root.Elements().Select(Read)];
    }

    private JsonElement[] Items(JsonElement json)
    {
        Assert.Equal(_item is null ? JsonValueKind.Object : JsonValueKind.Array, json.ValueKind);
        return _item is null ? [json] : [.. json.EnumerateArray()];
    }

    private Dictionary<string, string> Read(JsonElement item)
    {
        Assert.Equal(JsonValueKind.Object, item.ValueKind);
        var values = item.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        Check([.. values.Keys]);
        foreach (var element in _elements.Where(e => values.ContainsKey(e.Name)))
        {
            var kind = values[element.Name].ValueKind;
            if (kind == JsonValueKind.Null) continue;
            JsonValueKind[] right = element.Type switch
            {
                "boolean" => [JsonValueKind.True, JsonValueKind.False],
                "number" => [JsonValueKind.Number],
                "list" => [JsonValueKind.Array],
                _ => [JsonValueKind.String],
            };
            Assert.True(right.Contains(kind), $"{element.Name} is {kind}");
        }

        return Checked(values.Where(v => v.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(v => v.Key, v => v.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? v.Value.GetRawText() : v.Value.ToString()));
    }

    private Dictionary<string, string> Read(XElement item)
    {
        Check([.. item.Elements().Select(e => e.Name.LocalName)]);
        return Checked(item.Elements().Where(e => e.HasElements || e.Value.Length > 0).ToDictionary(e => e.Name.LocalName, e => e.HasElements ? string.Concat(e.Nodes()) : e.Value));
    }

    /// <summary>Each stands once, none is foreign, none is missing.</summary>
    private void Check(string[] names)
    {
        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.Empty(names.Except(_elements.Select(e => e.Name)));
        Assert.Empty(_elements.Where(e => !e.MayLack).Select(e => e.Name).Except(names));
    }

    private Dictionary<string, string> Checked(Dictionary<string, string> values)
    {
        foreach (var element in _elements.Where(e => e.Type != "list"))
        {
            if (!values.TryGetValue(element.Name, out var value))
            {
                Assert.True(element.MayBeEmpty || element.MayLack, $"{element.Name} is empty");
                continue;
            }

            Assert.True(
                element.Type switch
                {
                    "string" => value.Length > 0,
                    "boolean" => value is "true" or "false",
                    "number" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
                    "datetime" => W3c().IsMatch(value),
                    _ => element.Type.Split('|').Contains(value),
                },
                $"{element.Name} is {value}");
        }

        return values;
    }

    /// <summary>"Date/time format": with Z or an offset.</summary>
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex W3c();
}

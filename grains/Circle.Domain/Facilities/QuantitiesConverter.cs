using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Plans;

namespace Circle.Domain.Facilities;

/// <summary>
/// Quantities by measure, in the order of their names: a map's own order differs from process to process, and with it a command's
/// hash, so that a resend to another silo would be taken for another command.
/// </summary>
public sealed class QuantitiesConverter : JsonConverter<ImmutableDictionary<MeasureId, long>>
{
    public override ImmutableDictionary<MeasureId, long> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => JsonSerializer.Deserialize<Dictionary<MeasureId, long>>(ref reader, options)?.ToImmutableDictionary() ?? ImmutableDictionary<MeasureId, long>.Empty;

    public override void Write(Utf8JsonWriter writer, ImmutableDictionary<MeasureId, long> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (measure, quantity) in value.OrderBy(q => q.Key.Value, StringComparer.Ordinal)) writer.WriteNumber(measure.Value, quantity);
        writer.WriteEndObject();
    }
}

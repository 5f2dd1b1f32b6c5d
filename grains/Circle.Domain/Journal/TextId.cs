using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Circle.Domain.Journal;

/// <summary>An opaque id that travels as text. Made once, never parsed for meaning, never reused.</summary>
public interface ITextId<TSelf> where TSelf : struct, ITextId<TSelf>
{
    string Value { get; }

    static abstract TSelf Of(string value);
}

/// <summary>What every text id has in common: 1 to 64 of <c>a–z 0–9 -</c>, checked where ids enter.</summary>
public static class TextId
{
    public const int MaxLength = 64;

    public static bool TryParse<TId>([NotNullWhen(true)] string? text, out TId id) where TId : struct, ITextId<TId>
    {
        if (text is { Length: > 0 and <= MaxLength } && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
        {
            id = TId.Of(text);
            return true;
        }

        id = default;
        return false;
    }

    public static TId Parse<TId>(string text) where TId : struct, ITextId<TId>
        => TryParse<TId>(text, out var id) ? id : throw new FormatException($"'{text}' is not a {typeof(TId).Name}");
}

/// <summary>Writes an id as a bare JSON string, also as a dictionary key.</summary>
public sealed class TextIdConverter<TId> : JsonConverter<TId> where TId : struct, ITextId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => TextId.TryParse<TId>(reader.GetString(), out var id) ? id : throw new JsonException($"not a {typeof(TId).Name}");

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options)
        => writer.WritePropertyName(value.Value);
}

using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Contracts.Walls;
using Circle.Domain.Walls;
using MessagePack;
using MessagePack.Formatters;

namespace Circle.Web.Walls;

/// <summary>A frame as it goes over the wire, encoded once for all screens that stand at the same number.</summary>
[JsonConverter(typeof(WireFrameConverter))]
internal sealed class WireFrame(Frame frame)
{
    private readonly Lazy<byte[]> json = new(() => Encode(frame));
    private readonly Lazy<byte[]> packed = new(() => MessagePackSerializer.ConvertFromJson(System.Text.Encoding.UTF8.GetString(Encode(frame))));

    public FrameNumber Number => frame.Number;

    public bool IsKept => frame.IsKept;

    /// <summary>About how many bytes it is.</summary>
    public int Size { get; } = frame.Cells.Sum(c => c.Key.Length + (c.Value?.Length ?? 0));

    public ReadOnlySpan<byte> Json => json.Value;

    public byte[] Packed => packed.Value;

    private static byte[] Encode(Frame frame)
    {
        var buffer = new ArrayBufferWriter<byte>(4_096);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteNumber("epoch", frame.Number.Epoch);
        writer.WriteNumber("n", frame.Number.N);
        writer.WriteBoolean("full", frame.Full);
        writer.WriteString("place", frame.Place.Value);
        writer.WriteString("asOf", frame.AsOf.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ"));
        writer.WriteString("today", frame.Today.ToString("yyyy-MM-dd"));
        writer.WriteString("mode", JsonNamingPolicy.CamelCase.ConvertName(frame.Clock.Mode.ToString()));
        writer.WriteNumber("speed", frame.Clock.Speed);
        writer.WriteBoolean("paused", frame.Clock.Paused);
        writer.WriteString("phase", frame.Clock.Starting ? "starting" : "running");
        writer.WriteBoolean("kept", frame.IsKept);
        writer.WritePropertyName("coverage");
        JsonSerializer.Serialize(writer, frame.Coverage, WallCell.Json);
        writer.WriteStartObject("cells");
        foreach (var (key, cell) in frame.Cells)
        {
            writer.WritePropertyName(key);
            if (cell is null) writer.WriteNullValue();
            else writer.WriteRawValue(cell, skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}

internal sealed class WireFrameConverter : JsonConverter<WireFrame>
{
    public override WireFrame Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => throw new NotSupportedException("frames only go out");

    public override void Write(Utf8JsonWriter writer, WireFrame value, JsonSerializerOptions options)
        => writer.WriteRawValue(value.Json, skipInputValidation: true);
}

internal sealed class WireFrameFormatter : IMessagePackFormatter<WireFrame?>
{
    public WireFrame Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
        => throw new NotSupportedException("frames only go out");

    public void Serialize(ref MessagePackWriter writer, WireFrame? value, MessagePackSerializerOptions options)
    {
        if (value is null) writer.WriteNil();
        else writer.WriteRaw(value.Packed);
    }
}

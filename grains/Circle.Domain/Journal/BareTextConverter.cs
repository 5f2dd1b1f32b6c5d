using System.Text.Json;
using System.Text.Json.Serialization;

namespace Circle.Domain.Journal;

/// <summary>Writes a value that is one text as a bare JSON string.</summary>
public abstract class BareTextConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => read(reader.GetString() ?? throw new JsonException($"not a {typeof(T).Name}"));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
}

public sealed class StreamIdConverter() : BareTextConverter<StreamId>(text => new StreamId(text), stream => stream.Value);

public sealed class CommandIdConverter() : BareTextConverter<CommandId>(text => new CommandId(Guid.Parse(text)), command => command.ToString());

public sealed class ActorConverter() : BareTextConverter<Actor>(text => new Actor(text), actor => actor.Value);

using System.Text.Json;
using Circle.Domain.Journal;
using Orleans.Storage;

namespace Circle.Silo.Snapshots;

/// <summary>Grain state as plain JSON in UTF-8. The provider's own default stores assembly names, and a rename breaks it.</summary>
internal sealed class JournalJsonSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, JournalJson.Options));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, JournalJson.Options);
}

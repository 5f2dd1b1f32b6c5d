using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Silo.Places;

/// <summary>A row's cells, and what last happened, as text columns hold them.</summary>
internal static class Cells
{
    public static string Write(Tally cells) => JsonSerializer.Serialize(cells, JournalJson.Options);

    public static Tally Read(string text) => JsonSerializer.Deserialize<Tally>(text, JournalJson.Options)!;

    public static string? Write(Happening? latest) => latest is null ? null : JsonSerializer.Serialize(latest, JournalJson.Options);

    public static Happening? ReadLatest(string? text) => text is null ? null : JsonSerializer.Deserialize<Happening>(text, JournalJson.Options);
}

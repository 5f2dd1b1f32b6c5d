using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Silo.Places;

/// <summary>A row's cells as its text column holds them.</summary>
internal static class Cells
{
    public static string Write(Tally cells) => JsonSerializer.Serialize(cells, JournalJson.Options);

    public static Tally Read(string text) => JsonSerializer.Deserialize<Tally>(text, JournalJson.Options)!;
}

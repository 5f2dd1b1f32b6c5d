using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Circle.Measure.Report;

/// <summary>All that one run found out: printed row by row as it comes, whole at the end, and kept as JSON.</summary>
internal sealed class Sheet(Machine machine)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly List<Row> rows = [];
    private readonly List<string> failures = [];

    /// <summary>Every part ran to its end. That aims were missed does not count here.</summary>
    public bool IsWhole => failures.Count == 0;

    public void Add(Row row)
    {
        rows.Add(row);
        Console.WriteLine(Line(row));
    }

    /// <summary>A part that could not be measured; what it had found before stays.</summary>
    public void Fail(string part, string why)
    {
        failures.Add($"{part}: {why}");
        Console.WriteLine($"!! part {part} failed: {why}");
    }

    public string Text()
    {
        var text = new StringBuilder().AppendLine().AppendLine(machine.ToString()).AppendLine();
        text.AppendLine("| | | what | figures | aim | |").AppendLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var row in rows) text.AppendLine(Line(row));
        foreach (var failure in failures) text.AppendLine().Append("FAILED ").AppendLine(failure);
        return text.ToString();
    }

    public async Task SaveAsync(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var whole = new
        {
            machine,
            rows = rows.Select(r => new { r.Part, r.Store, r.What, values = r.Values.ToDictionary(v => v.Label, v => Math.Round(v.Number, 3)), r.Aim }),
            failures,
        };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(whole, Json));
    }

    private static string Line(Row row) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {row.Part} | {row.Store} | {row.What} | {string.Join(", ", row.Values)} | {row.Aim?.Text} | {row.Aim switch { null => "", { IsReached: true } => "reached", _ => "MISSED" }} |");
}

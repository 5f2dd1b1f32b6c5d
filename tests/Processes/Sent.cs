namespace Circle.Processes.Tests;

/// <summary>A command as a client keeps it until it is answered.</summary>
/// <param name="Marker">A text that no other command carries; the events that it leads to do.</param>
internal sealed record Sent(string Facility, string Path, Dictionary<string, object> Body, string MarkedField, string Marker, string EventType)
{
    private const string Today = "2013-09-26";

    public Guid Key { get; } = Guid.CreateVersion7();

    /// <summary>What was acknowledged; null while nothing was.</summary>
    public Reply? Receipt { get; set; }

    public static Sent Registration(string id, string line, string place, string name) => Command(
        id, "", "facility.registered", "source", new() { ["id"] = id, ["line"] = line, ["place"] = place, ["name"] = name, ["origin"] = "planned" });

    public static Sent Progress(string id, string stage)
        => Command(id, "/progress", "facility.progressed", "note", new() { ["stage"] = stage, ["on"] = Today });

    public static Sent Completion(string id) => Command(id, "/completion", "facility.completed", "note", new() { ["on"] = Today });

    public static Sent Correction(string id, int n)
        => Command(id, "/correction", "facility.corrected", "name", new() { ["details"] = new { address = $"第 {n} 次更正" } });

    public static Sent Move(string id, string to) => Command(id, "/move", "facility.moved", "reason", new() { ["to"] = to });

    private static Sent Command(string id, string action, string type, string markedField, Dictionary<string, object> body)
    {
        // Letters alone: digits in a row may be somebody's number, which a note must not hold.
        var marker = string.Concat(Guid.NewGuid().ToString("N").Select(c => char.IsDigit(c) ? (char)(c - '0' + 'g') : c));
        body[markedField] = marker;
        return new Sent(id, action.Length == 0 ? "/api/v1/facilities" : $"/api/v1/facilities/{id}{action}", body, markedField, marker, type);
    }
}

using System.Globalization;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Web.Journal;

namespace Circle.Web.Audit;

/// <summary>Where a line of the list comes from.</summary>
internal enum AuditSource
{
    /// <summary>What was done, in the journal.</summary>
    Journal,

    /// <summary>What the journal does not say.</summary>
    Audit,
}

/// <summary>
/// Where a list goes on, towards the past. The order is by time, at the same time events before entries, then by stream and version, all of
/// it descending but for the sources.
/// </summary>
/// <param name="At">Microseconds of UTC since the Unix epoch.</param>
internal sealed record AuditCursor(long At, AuditSource Source, string Stream, long Version)
{
    private const int MaxLength = 300;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}~{Source}~{Version}~{Stream}");

    public static AuditCursor? Read(FaultList faults, string name, string? text)
    {
        if (text is null) return null;
        if (text.Length <= MaxLength && text.Split('~', 4) is [var at, var source, var version, var stream]
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time < MostMicroseconds
            && EnumName.TryParse<AuditSource>(source, out var from)
            && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && FaultList.IsCleanText(stream, lines: false))
            return new AuditCursor(time, from, stream, number);
        faults.Add(name, "wrong-shape", "不是本页给出的续读位置", "is no place that a page gave");
        return null;
    }

    private const long MostMicroseconds = 253_402_300_799_000_000;
}

/// <summary>What is asked of the list; null: whatever it is.</summary>
/// <param name="From">At or after it.</param>
/// <param name="Until">Before it.</param>
/// <param name="Action">An event's type or an entry's action.</param>
/// <param name="Subject">A stream of the journal, or what an entry is about.</param>
/// <param name="IsDone">False: what was refused or tried in vain. Events are done.</param>
/// <param name="Address">Of entries; the journal knows none.</param>
internal sealed record AuditQuestion(
    AuditSource? Source, DateTimeOffset? From, DateTimeOffset? Until, Actor? Actor, string? Action, string? Subject, bool? IsDone, string? Address)
{
    private const int MaxText = 200;

    public bool AsksJournal => Source != AuditSource.Audit && IsDone != false && Address is null && (Subject is null || Subject.Contains(':', StringComparison.Ordinal));

    public bool AsksAudit => Source != AuditSource.Journal;

    /// <summary>By days of the district, both included.</summary>
    public static AuditQuestion Read(FaultList faults, HttpRequest request)
    {
        var (from, to) = (faults.Day("from", Text("from")), faults.Day("to", Text("to")));
        if (from > to) faults.Add("to", "before-from", "不能早于开始日期", "must not be before from");
        var done = Text("done");
        if (done is not (null or "true" or "false")) faults.Add("done", "wrong-shape", "只能是 true, false", "must be true or false");
        return new AuditQuestion(
            faults.Choice<AuditSource>("source", Text("source")),
            from is { } first ? District.At(first) : null,
            to is { } last && last < DateOnly.MaxValue ? District.At(last.AddDays(1)) : null,
            Text("actor") is { } actor ? new Actor(actor.Contains(':', StringComparison.Ordinal) ? actor : $"account:{actor}") : null,
            Text("action"), Text("subject"), done is null ? null : done == "true", Text("address"));

        string? Text(string name)
        {
            var text = request.Query[name].ToString().Trim();
            if (text.Length == 0) return null;
            if (text.Length <= MaxText && FaultList.IsCleanText(text, lines: false)) return text;
            faults.Add(name, "wrong-shape", $"最多 {MaxText} 个字，不含看不见的字符", $"at most {MaxText} visible characters");
            return null;
        }
    }

    /// <summary>In words of the address, for the audit of an export.</summary>
    public override string ToString()
        => string.Join(' ', new (string Name, object? Value)[]
        {
            ("source", Source), ("from", From), ("until", Until), ("actor", Actor), ("action", Action), ("subject", Subject), ("done", IsDone), ("address", Address),
        }.Where(p => p.Value is not null).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}={(p.Value is DateTimeOffset at ? at.ToString("yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture) : p.Value)}")));
}

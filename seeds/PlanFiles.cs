using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Seeds.Lines;
using Circle.Seeds.Reading;
using Circle.Seeds.Rows;

namespace Circle.Seeds;

/// <param name="Name">As it was sent, with folders or without.</param>
public sealed record PlanText(string Name, byte[] Bytes);

/// <summary>Either a document or everything that is wrong with its files.</summary>
public sealed record PlanResult(PlanDocument? Document, ImmutableArray<SeedError> Errors);

/// <summary>The plan alone as the files that an office edits, to and from memory: plan.json and lines/*.json.</summary>
public static class PlanFiles
{
    private const string PlanName = "plan.json";
    private const int MostName = 100;

    private static readonly JsonSerializerOptions Indented = new(JournalJson.Options) { WriteIndented = true };

    /// <summary>
    /// With plan.json and lines beside it: the whole document. Lines alone replace those of the same id in
    /// <paramref name="inForce"/>, or stand beside them; plan.json alone replaces the head.
    /// </summary>
    /// <param name="places">All that is known, for rosters and for what is excluded.</param>
    public static PlanResult Read(IEnumerable<PlanText> files, IEnumerable<PlaceNode> places, PlanDocument inForce)
    {
        var problems = new Problems();
        var values = new Values(problems);
        SeedText? headText = null;
        var (lines, names) = (ImmutableArray.CreateBuilder<SeedText>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var file in files)
        {
            var name = NameOf(file.Name);
            if (name is null)
                problems.Add(new(Values.Shown(file.Name), 0), ForeignContent.Of(file.Bytes) ?? "不认识这个文件名，只能是 plan.json 或 lines 文件夹里的 .json 文件");
            else if (!names.Add(name))
                problems.Add(new(name, 0), "同名的文件有两个");
            else if (SeedText.Of(file.Bytes, name, rehearsal: false, problems) is { } text)
            {
                if (name == PlanName) headText = text;
                else lines.Add(text);
            }
        }

        if (names.Count == 0 && problems.Count == 0)
            problems.Add(new(PlanName, 0), "没有收到文件");
        var count = names.Count(n => n != PlanName);
        var isWhole = names.Contains(PlanName) && count > 0;
        var head = headText is null ? inForce : PlanFile.Read(headText, isWhole ? [] : inForce.Lines, values) ?? new("", "", default, [], []);
        var document = new PlanReading(PlaceRows.Of(places, values), values).Read(isWhole ? head with { Lines = [] } : head with { Lines = inForce.Lines }, lines.ToImmutable(), isWhole ? count : null);
        return problems.Count > 0 ? new(null, [.. problems.InOrder]) : new(document, []);
    }

    /// <summary>What <see cref="Read"/> reads as the same document.</summary>
    public static ImmutableArray<PlanText> Write(PlanDocument plan) =>
    [
        new(PlanName, JsonSerializer.SerializeToUtf8Bytes(new { plan.Number, plan.Title, plan.IssuedOn, plan.Doubts, plan.Directory, plan.Alerts, plan.Supervision, plan.Hotline, plan.Volunteering }, Indented)),
        .. plan.Lines.Select(line => new PlanText($"lines/{line.Order:00}-{line.Id}.json", JsonSerializer.SerializeToUtf8Bytes(line, Indented))),
    ];

    /// <summary>A browser may send the folder, or the name alone; on some systems with backslashes.</summary>
    private static string? NameOf(string sent)
    {
        var parts = sent.Split('/', '\\');
        return sent.Length > MostName || !parts[^1].EndsWith(".json", StringComparison.OrdinalIgnoreCase) || !FaultList.IsCleanText(parts[^1], lines: false) ? null
            : parts[^1].Equals(PlanName, StringComparison.OrdinalIgnoreCase) ? PlanName
            : parts is [.., not "lines", _] ? null
            : $"lines/{parts[^1]}";
    }
}

using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Seeds.Csv;
using Circle.Seeds.Lines;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Rows;

/// <summary>baselines*.csv. Simulated people vouch in a rehearsal and nowhere else.</summary>
internal sealed class BaselineRows(KnownLines lines, Values values)
{
    private const string Rehearsal = "rehearsal";

    private static readonly string[] Required = ["line", "as-of", "source", "confirmed-by"];

    private readonly Dictionary<LineId, (BaselineDraft Baseline, At At)> byLine = [];

    public IReadOnlyDictionary<LineId, BaselineDraft> ByLine => byLine.ToImmutableDictionary(b => b.Key, b => b.Value.Baseline);

    public SeedPart<BaselineDraft> Read(SeedText file)
    {
        var rows = ImmutableArray.CreateBuilder<BaselineDraft>();
        foreach (var row in CsvTable.Rows(file, Required, [], values))
        {
            var baseline = new BaselineDraft(row.Id<LineId>("line"), row.Date("as-of"), row.Text("source"), new(row.Text("confirmed-by")));
            rows.Add(baseline);
            CheckPerson(baseline.ConfirmedBy.Value, file.File.Rehearsal, row.At);
            if (baseline.Line == default)
                continue;
            if (!lines.MayHold(baseline.Line))
                values.Problems.Add(row.At, $"找不到项目“{baseline.Line}”");
            else if (!byLine.TryAdd(baseline.Line, (baseline, row.At)))
                values.Problems.Add(row.At, $"“{baseline.Line}”的基线在第 {byLine[baseline.Line].At.Line} 行已写过");
        }

        return new(file.File, rows.ToImmutable());
    }

    private void CheckPerson(string actor, bool rehearsal, At at)
    {
        if (actor.Length > Actor.MaxLength || actor.Split(':') is not [var kind, var id] || !IsWord(kind) || !IsWord(id))
            values.Problems.Add(at, "confirmed-by 应写成 类别:编号");
        else if (rehearsal != (kind == Rehearsal))
            values.Problems.Add(at, rehearsal ? "演练基线只能由演练人员（rehearsal:…）确认" : "正式基线不能由演练人员确认");
    }

    private static bool IsWord(string text) => TextId.TryParse<LineId>(text, out _);
}

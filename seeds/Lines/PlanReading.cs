using System.Collections.Immutable;
using Circle.Domain.Plans;
using Circle.Seeds.Json;
using Circle.Seeds.Reading;
using Circle.Seeds.Rows;

namespace Circle.Seeds.Lines;

/// <summary>A document out of its head and one file per line, wherever their text comes from.</summary>
internal sealed class PlanReading(PlaceRows places, Values values)
{
    /// <param name="head">With its lines: those that no file replaces stand beside the ones that are read.</param>
    /// <param name="count">Lines of the whole document, those whose file could not be read too; null: as many as there are.</param>
    public PlanDocument Read(PlanDocument head, ImmutableArray<SeedText> files, int? count)
    {
        var read = new List<(Line Line, LineFile? File)>();
        foreach (var map in files.Select(text => JsonMap.Open(text, values)).OfType<JsonMap>())
        {
            var file = new LineFile(map, places, head.IssuedOn, values.Problems);
            read.Add((file.Read(), file));
        }

        var replaced = read.Select(r => r.Line.Id).ToHashSet();
        List<(Line Line, LineFile? File)> lines = [.. head.Lines.Where(l => !replaced.Contains(l.Id)).Select(l => (l, (LineFile?)null)), .. read];
        CheckOrder(lines, count ?? lines.Count);
        return head with { Lines = [.. lines.Select(l => l.Line).OrderBy(l => l.Order)] };
    }

    private void CheckOrder(List<(Line Line, LineFile? File)> lines, int count)
    {
        var problems = values.Problems;
        foreach (var (line, file) in lines.Where(l => l.Line.Id != default).GroupBy(l => l.Line.Id).SelectMany(g => g.Skip(1)))
            problems.Add(file!.IdAt, $"项目编号“{line.Id}”在另一个文件里已用过");
        foreach (var (line, file) in lines.GroupBy(l => l.Line.Order).SelectMany(g => g.Skip(1)).Where(l => l.File is not null))
            problems.Add(file!.OrderAt, $"序号 {line.Order} 在另一个文件里已用过");
        foreach (var (line, file) in lines.Where(l => l.File is not null && l.Line.Order > count))
            problems.Add(file!.OrderAt, $"共有 {count} 个项目，序号应从 1 排到 {count}，现在是 {line.Order}");
    }
}

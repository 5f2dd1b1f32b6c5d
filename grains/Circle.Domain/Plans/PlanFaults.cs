using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Domain.Plans;

/// <summary>What a document may not have, whoever read it from whatever form.</summary>
internal static class PlanFaults
{
    public const int MostLines = 200;

    /// <summary>Every fault of the document against the places that are known.</summary>
    public static void Check(this FaultList faults, PlanDocument document, PlaceTree places)
    {
        faults.Text("number", document.Number, 1, 200);
        faults.Text("title", document.Title, 1, 200);
        faults.Range("lines", document.Lines.Length, 1, MostLines);
        foreach (var line in document.Lines.GroupBy(l => l.Id).Where(g => g.Count() > 1))
            faults.Add($"lines/{line.Key}", "twice", $"项目编号“{line.Key}”用了两次", $"the line {line.Key} stands twice");
        foreach (var line in document.Lines.GroupBy(l => l.Order).Where(g => g.Count() > 1))
            faults.Add($"lines/{line.Last().Id}/order", "twice", $"序号 {line.Key} 用了两次", $"the order {line.Key} stands twice");
        foreach (var line in document.Lines)
        {
            foreach (var step in line.Steps.GroupBy(s => s.Id).Where(g => g.Count() > 1))
                faults.Add($"lines/{line.Id}/steps/{step.Key}", "twice", $"节点编号“{step.Key}”用了两次", $"the step {step.Key} stands twice");
            foreach (var place in line.Excluded.Where(p => places.Find(p) is null).Distinct())
                faults.Add($"lines/{line.Id}/excluded", "unknown", $"除外的地点“{place}”不存在", $"{place}, which is excluded, is not known");
        }

        faults.Strangers(document.Lines, places);
        document.Directory?.Check(faults, document);
        document.Alerts?.Check(faults);
        document.Supervision?.Check(faults);
        document.Hotline?.Check(faults);
        document.Volunteering?.Check(faults);
    }

    /// <summary>A roster that names a place nobody has imported: its target would be summed by nobody.</summary>
    public static void Strangers(this FaultList faults, IEnumerable<Line> lines, PlaceTree places)
    {
        foreach (var line in lines)
        {
            foreach (var place in Targets.Missing(line, places))
                faults.Add($"lines/{line.Id}/roster", "unknown", $"名册中的地点“{place}”不存在", $"the roster names {place}, which is not known");
        }
    }
}

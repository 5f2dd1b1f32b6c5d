using System.Collections.Immutable;
using Circle.Domain.Plans;
using Circle.Seeds.Json;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Lines;

/// <summary>plan.json: the head of the document. Its lines come from the files beside it.</summary>
internal static class PlanFile
{
    /// <param name="kept">Lines in force that no file replaces: the new date of issue has to fit theirs too.</param>
    public static PlanDocument? Read(SeedText file, ImmutableArray<Line> kept, Values values)
    {
        if (JsonMap.Open(file, values) is not { } map)
            return null;
        var plan = new PlanDocument(
            map.Text("number"),
            map.Text("title"),
            map.Date("issuedOn"),
            [],
            ReadDoubts(map, values.Problems),
            map.MapOrNull("directory") is { } directory ? DirectoryPart.Read(directory, values.Problems) : null,
            map.MapOrNull("alerts") is { } alerts ? AlertPart.Read(alerts) : null,
            map.MapOrNull("supervision") is { } supervision ? SupervisionPart.Read(supervision) : null,
            map.MapOrNull("hotline") is { } hotline ? HotlinePart.Read(hotline) : null,
            map.MapOrNull("volunteering") is { } volunteering ? VolunteeringPart.Read(volunteering) : null);
        map.Close();
        CheckKept(kept, plan.IssuedOn, map.AtOf("issuedOn"), values.Problems);
        return plan;
    }

    public static ImmutableArray<Doubt> ReadDoubts(JsonMap map, Problems problems)
    {
        var ids = new UniqueIds(problems);
        var doubts = ImmutableArray.CreateBuilder<Doubt>();
        foreach (var entry in map.Maps("doubts"))
        {
            doubts.Add(new(ids.Take(entry), entry.Text("text", Values.LongText), entry.Text("source")));
            entry.Close();
        }

        return doubts.ToImmutable();
    }

    private static void CheckKept(ImmutableArray<Line> kept, DateOnly issuedOn, At at, Problems problems)
    {
        // An unreadable date is reported already.
        if (issuedOn == default)
            return;
        foreach (var line in kept)
        {
            if (line.Steps.FirstOrDefault(s => !StepList.IsInTime(s.Due, issuedOn)) is { } step)
                problems.Add(at, $"项目“{line.ShortName}”的节点日期 {step.Due:yyyy-MM-dd} 不在文件印发（{issuedOn:yyyy-MM-dd}）之后 {StepList.MostYears} 年以内，请改印发日期，或把项目文件改好一起上传");
        }
    }
}

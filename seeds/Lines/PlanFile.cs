using System.Collections.Immutable;
using Circle.Domain.Plans;
using Circle.Seeds.Json;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Lines;

/// <summary>plan.json: the head of the document. Its lines come from the files beside it.</summary>
internal static class PlanFile
{
    public static PlanDocument? Read(SeedText file, Values values)
    {
        if (JsonMap.Open(file, values) is not { } map)
            return null;
        var plan = new PlanDocument(map.Text("number"), map.Text("title"), map.Date("issuedOn"), [], ReadDoubts(map, values.Problems));
        map.Close();
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
}

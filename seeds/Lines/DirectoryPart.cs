using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Seeds.Json;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Lines;

/// <summary>The part of plan.json that says what the district's directory of service points holds. Whether its lines are there is the document's to check.</summary>
internal static class DirectoryPart
{
    public static DirectoryRules Read(JsonMap map, Problems problems)
    {
        var rules = new DirectoryRules(
            ReadKinds(map, problems),
            ReadSufficient(map, problems),
            Whole(map, "contactDays", DirectoryRules.MaxDays),
            Whole(map, "otherDays", DirectoryRules.MaxDays),
            Whole(map, "walkMetres", DirectoryRules.MaxMetres),
            Whole(map, "oldWalkMetres", DirectoryRules.MaxMetres),
            (int)map.Whole("checked", 0, DirectoryRules.MaxChecked),
            ReadSpacing(map));
        map.Close();
        foreach (var kind in rules.Sufficient.Where(s => s != default && rules.Find(s) is null))
            problems.Add(map.AtOf("sufficient"), $"“sufficient”里的“{kind}”不是“kinds”里的类别");
        return rules;
    }

    private static ImmutableArray<PointKind> ReadKinds(JsonMap map, Problems problems)
    {
        var seen = new HashSet<PointKindId>();
        var kinds = ImmutableArray.CreateBuilder<PointKind>();
        foreach (var entry in map.Maps("kinds"))
        {
            var kind = new PointKind(entry.Id<PointKindId>("id"), entry.Text("name"), entry.Text("englishName"), entry.Id<LineId>("line"), entry.Flag("isRegistered"));
            entry.Close();
            if (kind.Id != default && !seen.Add(kind.Id)) problems.Add(entry.AtOf("id"), $"类别编号“{kind.Id}”用了两次");
            kinds.Add(kind);
        }

        if (kinds.Count is 0 or > DirectoryRules.MaxKinds) problems.Add(map.AtOf("kinds"), $"“kinds”应有 1 到 {DirectoryRules.MaxKinds} 个类别");
        return kinds.ToImmutable();
    }

    private static ImmutableArray<SpacingRule> ReadSpacing(JsonMap map)
    {
        var rules = ImmutableArray.CreateBuilder<SpacingRule>();
        foreach (var entry in map.Maps("spacing"))
        {
            rules.Add(new SpacingRule(entry.Id<PointKindId>("kind"), Whole(entry, "metres", DirectoryRules.MaxMetres)));
            entry.Close();
        }

        return rules.ToImmutable();
    }

    private static ImmutableArray<PointKindId> ReadSufficient(JsonMap map, Problems problems)
    {
        var kinds = ImmutableArray.CreateBuilder<PointKindId>();
        foreach (var (text, at) in map.Texts("sufficient"))
        {
            if (TextId.TryParse<PointKindId>(text, out var kind)) kinds.Add(kind);
            else problems.Add(at, $"“{Values.Shown(text)}”不是类别编号");
        }

        return kinds.ToImmutable();
    }

    private static int Whole(JsonMap map, string name, int most) => (int)map.Whole(name, 1, most);
}

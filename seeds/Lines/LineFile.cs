using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Seeds.Json;
using Circle.Seeds.Reading;
using Circle.Seeds.Rows;

namespace Circle.Seeds.Lines;

/// <summary>One line of the plan, lines/*.json. Names are those of the domain's <see cref="Line"/>.</summary>
internal sealed class LineFile(JsonMap map, PlaceRows places, DateOnly issuedOn, Problems problems)
{
    private const int MostLines = 1_000;

    public At IdAt => map.AtOf("id");

    public At OrderAt => map.AtOf("order");

    public Line Read()
    {
        var excluded = Excluded();
        var roster = Roster(excluded);
        var line = new Line(
            map.Id<LineId>("id"),
            (int)map.Whole("order", 1, MostLines),
            map.Word<Ring>("ring"),
            map.Text("name"),
            map.Text("shortName"),
            map.Text("englishName"),
            map.Text("unit"),
            map.Flag("countsExisting"),
            excluded,
            Measures(),
            Standards(),
            new StepList(map, roster, places, issuedOn, problems).Read(),
            roster,
            Lead(map.Map("lead")) ?? new("", null),
            [.. map.Texts("supporting").Select(t => t.Text)],
            map.Word<Rhythm>("rhythm"),
            (int?)map.WholeOrNull("passMark", 1, 100),
            Subsidies(),
            PlanFile.ReadDoubts(map, problems),
            map.Text("source"));
        map.Close();
        return line;
    }

    public static LeadUnit? Lead(JsonMap? map)
    {
        if (map is null)
            return null;
        var lead = new LeadUnit(map.Text("name"), map.TextOrNull("person"));
        map.Close();
        return lead;
    }

    private ImmutableArray<PlaceId> Excluded()
    {
        var excluded = ImmutableArray.CreateBuilder<PlaceId>();
        foreach (var (text, at) in map.Texts("excluded"))
        {
            var id = new PlaceId(text);
            if (!places.Knows(id))
                problems.Add(at, $"找不到街道“{Values.Shown(text)}”");
            else if (places.Find(id) is { Kind: not PlaceKind.Street })
                problems.Add(at, $"“excluded”里应是街道，“{text}”不是");
            else if (excluded.Contains(id))
                problems.Add(at, $"“{text}”写了两次");
            excluded.Add(id);
        }

        return excluded.ToImmutable();
    }

    private ImmutableArray<RosterPlace> Roster(ImmutableArray<PlaceId> excluded)
    {
        var roster = ImmutableArray.CreateBuilder<RosterPlace>();
        foreach (var entry in map.Maps("roster"))
        {
            var place = new RosterPlace(entry.Id<PlaceId>("place"), (int)entry.Whole("number", 1, MostLines));
            entry.Close();
            if (place.Place == default)
                continue;
            if (!places.Knows(place.Place))
                problems.Add(entry.At, $"名单里的地点“{place.Place}”找不到");
            else if (roster.Any(r => r.Place == place.Place))
                problems.Add(entry.At, $"“{place.Place}”在名单里写了两次");
            else if (places.Upwards(place.Place).Any(excluded.Contains))
                problems.Add(entry.At, $"“{place.Place}”既在名单里，又属于除外的街道");
            roster.Add(place);
        }

        return roster.ToImmutable();
    }

    private ImmutableArray<Measure> Measures()
    {
        var ids = new UniqueIds(problems);
        var measures = ImmutableArray.CreateBuilder<Measure>();
        foreach (var entry in map.Maps("measures"))
        {
            measures.Add(new(
                ids.Take<MeasureId>(entry), entry.Text("name"), entry.Text("unit"), entry.WholeOrNull("perFacility", 1, Values.Largest)));
            entry.Close();
        }

        if (measures.Count == 0)
            problems.Add(map.AtOf("measures"), "至少要有一个计量（measures）");
        return measures.ToImmutable();
    }

    private ImmutableArray<Standard> Standards()
    {
        var standards = ImmutableArray.CreateBuilder<Standard>();
        foreach (var entry in map.Maps("standards"))
        {
            var standard = new Standard(
                entry.Text("text", Values.LongText),
                entry.WholeOrNull("bound", 0, Values.Largest),
                entry.TextOrNull("unit"),
                entry.Flag("required"),
                entry.Text("source"));
            entry.Close();
            if (standard.Bound is null != standard.Unit is null)
                problems.Add(entry.At, "标准的 bound 和 unit 要么都填，要么都不填");
            standards.Add(standard);
        }

        return standards.ToImmutable();
    }

    private ImmutableArray<SubsidyRule> Subsidies()
    {
        var ids = new UniqueIds(problems);
        var rules = ImmutableArray.CreateBuilder<SubsidyRule>();
        foreach (var entry in map.Maps("subsidies"))
        {
            var rule = new SubsidyRule(
                ids.Take(entry),
                entry.WholeOrNull("amountFen", 1, Values.Largest),
                entry.Text("per"),
                entry.Text("condition", Values.LongText),
                entry.Text("payers"),
                entry.DateOrNull("from"),
                entry.DateOrNull("until"),
                entry.Text("source"));
            entry.Close();
            if (rule.From > rule.Until)
                problems.Add(entry.AtOf("until"), "奖补的 until 早于 from");
            rules.Add(rule);
        }

        return rules.ToImmutable();
    }
}

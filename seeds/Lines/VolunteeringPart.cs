using System.Collections.Immutable;
using Circle.Domain.Plans;
using Circle.Domain.Volunteering;
using Circle.Seeds.Json;

namespace Circle.Seeds.Lines;

/// <summary>The part of plan.json that says which lines have volunteer teams, what they do, and what they write down of it.</summary>
internal static class VolunteeringPart
{
    private const int MostHours = 24;
    private const int MostStandard = 100;

    public static VolunteeringRules Read(JsonMap map)
    {
        var rules = new VolunteeringRules(
            [.. map.Texts("lines").Select(l => LineId.Of(l.Text))],
            ReadKinds(map),
            ReadCrafts(map),
            (int)map.Whole("mostHours", 1, MostHours),
            (int)map.Whole("mostDaysLate", 1, VolunteeringRules.MaxDays),
            (int)map.Whole("reviewDays", 1, VolunteeringRules.MaxDays),
            (int)map.Whole("silentDays", 1, VolunteeringRules.MaxDays),
            map.MapOrNull("allowance") is { } allowance ? ReadAllowance(allowance) : null);
        map.Close();
        return rules;
    }

    private static Allowance ReadAllowance(JsonMap map)
    {
        var allowance = new Allowance(map.Whole("fenPerStreet", 1, Allowance.MaxFen), map.Whole("fenPerVolunteer", 1, Allowance.MaxFen), map.Date("since"));
        map.Close();
        return allowance;
    }

    private static ImmutableArray<ActivityKind> ReadKinds(JsonMap map)
    {
        var ids = new UniqueIds(map.Problems);
        var kinds = ImmutableArray.CreateBuilder<ActivityKind>();
        foreach (var entry in map.Maps("kinds"))
        {
            kinds.Add(new ActivityKind(
                ids.Take<ActivityKindId>(entry), entry.Text("name", VolunteeringRules.MaxName), entry.Text("englishName", VolunteeringRules.MaxName * 2),
                [.. entry.Texts("lines").Select(l => LineId.Of(l.Text))], entry.Flag("needsResident"), entry.MapOrNull("form") is { } form ? ReadForm(form) : null));
            entry.Close();
        }

        if (kinds.Count is 0 or > VolunteeringRules.MostKinds) map.Problems.Add(map.AtOf("kinds"), $"“kinds”应有 1 到 {VolunteeringRules.MostKinds} 种活动");
        return kinds.ToImmutable();
    }

    private static ActivityForm ReadForm(JsonMap map)
    {
        var ids = new UniqueIds(map.Problems);
        var fields = ImmutableArray.CreateBuilder<FormField>();
        foreach (var entry in map.Maps("fields"))
        {
            fields.Add(new FormField(
                ids.Take(entry), entry.Text("name", VolunteeringRules.MaxName), entry.Word<FormFieldType>("type"), entry.Flag("isRequired"), [.. entry.Texts("choices").Select(c => c.Text)]));
            entry.Close();
        }

        var form = new ActivityForm(map.Text("name", VolunteeringRules.MaxName), fields.ToImmutable());
        map.Close();
        return form;
    }

    private static ImmutableArray<Craft> ReadCrafts(JsonMap map)
    {
        var ids = new UniqueIds(map.Problems);
        var crafts = ImmutableArray.CreateBuilder<Craft>();
        foreach (var entry in map.Maps("crafts"))
        {
            crafts.Add(new Craft(
                ids.Take<CraftId>(entry), entry.Text("name", VolunteeringRules.MaxName), entry.Text("englishName", VolunteeringRules.MaxName * 2), (int)entry.Whole("standard", 0, MostStandard))
            {
                Lines = entry.Has("lines") ? [.. entry.Texts("lines").Select(l => LineId.Of(l.Text))] : [],
            });
            entry.Close();
        }

        return crafts.ToImmutable();
    }
}

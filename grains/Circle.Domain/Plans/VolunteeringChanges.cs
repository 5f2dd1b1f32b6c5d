using System.Collections.Immutable;
using Circle.Domain.Volunteering;
using static Circle.Domain.Plans.LineChanges;

namespace Circle.Domain.Plans;

/// <summary>What differs in what the district decides about its volunteers. A plan that says nothing of them has the usual rules.</summary>
internal static class VolunteeringChanges
{
    private static readonly ImmutableArray<Part<ActivityKind>> KindParts =
    [
        new("name", k => k.Name), new("englishName", k => k.EnglishName), new("lines", k => string.Join(", ", k.Lines)), new("needsResident", k => Flag(k.NeedsResident)), new("form", FormOf),
    ];

    private static readonly ImmutableArray<Part<Craft>> CraftParts = [new("name", c => c.Name), new("englishName", c => c.EnglishName), new("standard", c => Number(c.Standard)), new("lines", c => c.Lines.IsEmpty ? null : string.Join(", ", c.Lines))];

    public static IEnumerable<PlanChange> Between(VolunteeringRules? before, VolunteeringRules? after)
    {
        var (was, now) = (before ?? VolunteeringRules.Usual, after ?? VolunteeringRules.Usual);
        return
        [
            .. Entries("volunteering/lines", was.Lines, now.Lines, l => l.Value, l => l.Value, []),
            .. Entries("volunteering/kinds", was.Kinds, now.Kinds, k => k.Id.Value, k => k.Name, KindParts),
            .. Entries("volunteering/crafts", was.Crafts, now.Crafts, c => c.Id.Value, c => c.Name, CraftParts),
            .. Value("volunteering/mostHours", Number(was.MostHours), Number(now.MostHours)),
            .. Value("volunteering/mostDaysLate", Number(was.MostDaysLate), Number(now.MostDaysLate)),
            .. Value("volunteering/reviewDays", Number(was.ReviewDays), Number(now.ReviewDays)),
            .. Value("volunteering/silentDays", Number(was.SilentDays), Number(now.SilentDays)),
            .. Value("volunteering/allowance/fenPerStreet", Number(was.Allowance?.FenPerStreet), Number(now.Allowance?.FenPerStreet)),
            .. Value("volunteering/allowance/fenPerVolunteer", Number(was.Allowance?.FenPerVolunteer), Number(now.Allowance?.FenPerVolunteer)),
            .. Value("volunteering/allowance/since", Day(was.Allowance?.Since), Day(now.Allowance?.Since)),
        ];
    }

    private static string? FormOf(ActivityKind kind)
        => kind.Form is not { } form ? null : $"{form.Name}: {string.Join("; ", form.Fields.Select(f => $"{f.Id} {f.Name} {Word(f.Type)}{(f.IsRequired ? "!" : "")} {string.Join("/", f.Choices)}".TrimEnd()))}";
}

using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.Volunteering;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Plans;

/// <summary>What differs in what the district decides about its volunteers.</summary>
public sealed class VolunteeringChangesTests
{
    private static readonly Allowance Allowance = new(300_000, 8_300, Day("09-01"));
    private static readonly VolunteeringRules Rules = Volunteering.Team.Rules with { Allowance = Allowance };
    private static readonly PlanDocument Plan = new("1号", "方案", Day("09-20"), [Line("youth-team")], [], Volunteering: Rules);

    /// <summary>Field → an edit of that field alone.</summary>
    public static TheoryData<string, VolunteeringRules> Edits() => new()
    {
        { "volunteering/crafts/lines", Rules with { Crafts = [Rules.Crafts[0] with { Lines = [LineId.Of("youth-team")] }] } },
        { "volunteering/crafts/standard", Rules with { Crafts = [Rules.Crafts[0] with { Standard = 3 }] } },
        { "volunteering/silentDays", Rules with { SilentDays = 15 } },
        { "volunteering/allowance/fenPerStreet", Rules with { Allowance = Allowance with { FenPerStreet = 400_000 } } },
        { "volunteering/allowance/fenPerVolunteer", Rules with { Allowance = Allowance with { FenPerVolunteer = 9_000 } } },
        { "volunteering/allowance/since", Rules with { Allowance = Allowance with { Since = Day("10-01") } } },
    };

    [Theory, MemberData(nameof(Edits))]
    public void An_edit_shows_as_that_field_of_the_document_alone(string field, VolunteeringRules edited)
        => Assert.Equal(field, Assert.Single(PlanChanges.Between(Plan, Plan with { Volunteering = edited }, Tree(2, 1)).Document).Field);

    [Fact]
    public void An_allowance_that_is_taken_away_shows_whole()
        => Assert.Equal(
            ["volunteering/allowance/fenPerStreet", "volunteering/allowance/fenPerVolunteer", "volunteering/allowance/since"],
            PlanChanges.Between(Plan, Plan with { Volunteering = Rules with { Allowance = null } }, Tree(2, 1)).Document.Select(c => c.Field));

    [Fact]
    public void An_allowance_of_nothing_and_a_craft_of_an_unknown_line_are_told()
    {
        var faults = new FaultList();
        (Rules with { Allowance = new(0, 0, Day("09-01")), Crafts = [Rules.Crafts[0] with { Lines = [LineId.Of("choir")] }] }).Check(faults, Plan);
        Assert.Superset(
            new HashSet<string> { "volunteering/lines", "volunteering/allowance/fenPerStreet", "volunteering/allowance/fenPerVolunteer" }, faults.ToRefusal().Faults.Select(f => f.Field).ToHashSet());
    }
}

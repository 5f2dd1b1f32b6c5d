using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Volunteering;

namespace Circle.Domain.Tests.Volunteering;

/// <summary>人员配备</summary>
public sealed class CrewPlaceTests
{
    private static readonly DateOnly Today = Sample.Day("11-12");
    private static readonly CraftId Student = CraftId.Of("student");
    private static readonly CraftId Medic = CraftId.Of("medic");

    private static readonly VolunteeringRules Rules = Team.Rules with
    {
        Crafts = [new(Student, "大中专学生", "Student", 0) { Lines = [Team.Line] }, new(Medic, "青年医护", "Medic", 2) { Lines = [Team.Line] }, new(CraftId.Of("anybody"), "急救", "First aid", 0)],
    };

    [Fact]
    public void A_craft_without_a_number_asks_for_one_and_who_left_or_comes_later_brings_none()
    {
        var crew = CrewPlace.Of(Rules, Team.Line, [Member(Medic), Member(Student, until: -1), Member(Student, since: 1), Member(null), Member(CraftId.Of("gone"))], Today);
        Assert.Equal([("student", 0, 1), ("medic", 1, 2), ("anybody", 0, 1)], crew.Select(c => (c.Craft.Value, c.Members, c.Needed)));
        Assert.Equal(2, CrewPlace.Of(Rules, Team.Line, [Member(Student), Member(Student, until: 0)], Today)[0].Members);
    }

    [Fact]
    public void Of_teams_of_another_line_what_the_plan_asks_of_these_is_not_asked()
        => Assert.Equal(["anybody"], CrewPlace.Of(Rules, LineId.Of("mediation-room"), [Member(Medic)], Today).Select(c => c.Craft.Value));

    private static RosterMember Member(CraftId? craft, int since = -10, int? until = null)
        => new(VolunteerId.Of("one"), craft, Today.AddDays(since), until is { } days ? Today.AddDays(days) : null);
}

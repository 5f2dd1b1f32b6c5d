using Circle.Domain.Accounts;
using Circle.Domain.Duties;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using static Circle.Domain.Tests.Duties.Roster;

namespace Circle.Domain.Tests.Duties;

/// <summary>Today is 2013-10-08.</summary>
public sealed class DutyRosterTests
{
    [Fact]
    public void Who_leads_holds_from_its_first_day_to_its_last()
    {
        var roster = new Roster().After(Assign(Wang, "10-10", "10-20"));

        Assert.Equal([null, Wang, Wang, null], new[] { "10-09", "10-10", "10-20", "10-21" }.Select(roster.Lead));
        Assert.Equal(Sample.Day("10-10"), roster.On("10-09", Park)!.NextChange);
        Assert.Equal(Sample.Day("10-21"), roster.On("10-20", Park)!.NextChange);
        Assert.Equal(Wang, Assert.Single(roster.On("10-09", Park)!.Upcoming).Holder);
        Assert.Null(roster.On("10-21", Park));
    }

    [Theory]
    [InlineData("10-01", "10-09", true)]
    [InlineData("10-01", "10-10", false)]
    [InlineData("10-01", null, false)]
    [InlineData("10-12", "10-13", false)]
    [InlineData("10-20", "10-22", false)]
    [InlineData("10-21", null, true)]
    public void A_line_has_one_lead_on_a_day(string from, string? until, bool may)
        => Assert.Equal(may, new Roster().After(Assign(Wang, "10-10", "10-20")).Try(Assign(Li, from, until)));

    [Fact]
    public void Another_line_and_the_place_as_a_whole_are_posts_of_their_own()
    {
        var roster = new Roster().After(Assign(Wang, "10-08")).After(Assign(Wang, "10-08", line: Clinic)).After(new DutyCommand.Assign(Street, null, Li, Sample.Day("10-08"), null));

        Assert.Equal([null, Clinic, Park], Post.On(roster.State.Duties, Sample.Day("10-08")).Select(p => p.Line));
    }

    [Fact]
    public void A_stand_in_is_beside_the_lead_and_there_is_one()
    {
        var roster = new Roster().After(Assign(Wang, "10-08")).After(StandIn(Li, "10-10", "10-12"));

        Assert.Equal(["from:taken"], roster.Faults(StandIn(Zhao, "10-12", "10-14")));
        Assert.Equal(["holder:same-person"], roster.Faults(StandIn(Wang, "10-20", "10-22")));
        Assert.Equal(["from:taken", "holder:same-person"], roster.Faults(StandIn(Wang, "10-12", "10-14")));
        var post = roster.On("10-11", Park)!;
        Assert.Equal((Wang, Li, Sample.Day("10-13")), (post.Lead!.Holder, post.StandIn!.Holder, post.NextChange));
    }

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var roster = new Roster();

        Assert.Equal(["line:unknown", "from:out-of-range"], roster.Faults(Assign(Wang, "09-06", line: LineId.Of("no-such"))));
        Assert.Equal(["line:left-out", "until:out-of-range"], roster.Faults(Assign(Wang, "10-08", "10-07", LineId.Of("elsewhere"))));
        Assert.Equal(
            ["on:out-of-range", "note:too-long", "duties:required"],
            roster.Faults(HandOver(Li, "2016-01-01") with { Note = new string('长', DutyRoster.MaxNote + 1) }));
        Assert.Equal(["note:personal", "duties:unknown"], roster.Faults(HandOver(Li, "10-08", 7) with { Note = "找老张 13800000000" }));
    }

    [Theory]
    [InlineData("09-06", false)]
    [InlineData("09-07", true)]
    [InlineData("2015-10-09", true)]
    [InlineData("2015-10-10", false)]
    public void A_duty_begins_at_most_a_month_back(string from, bool may) => Assert.Equal(may, new Roster().Try(Assign(Wang, from)));

    [Fact]
    public void A_place_that_is_not_there_has_no_roster()
        => Assert.Equal(RefusalKind.Unknown, new Roster().Refused(Assign(Wang, "10-08") with { Place = PlaceId.Of("nowhere") }).Kind);

    [Fact]
    public void An_end_is_its_last_day_and_one_before_the_first_takes_it_back()
    {
        var roster = new Roster().After(Assign(Wang, "10-10"));

        Assert.Equal(RefusalKind.Unknown, roster.Refused(new DutyCommand.End(Street, 2, Sample.Day("10-12"))).Kind);
        roster.After(new DutyCommand.End(Street, 1, Sample.Day("10-12")));
        Assert.Equal([Wang, null], new[] { "10-12", "10-13" }.Select(roster.Lead));
        Assert.Equal(["on:out-of-range"], roster.Faults(new DutyCommand.End(Street, 1, Sample.Day("10-13"))));
        Assert.Equal([":unchanged"], roster.Faults(new DutyCommand.End(Street, 1, Sample.Day("10-12"))));

        roster.After(new DutyCommand.End(Street, 1, Sample.Day("10-08")));
        Assert.Empty(roster.State.Duties);
        Assert.Equal(2, Assert.Single(roster.After(Assign(Li, "10-10")).State.Duties).Number);
    }

    [Fact]
    public void A_hand_over_waits_for_its_receiver_and_leaves_no_day_without_a_lead()
    {
        var roster = new Roster().After(Assign(Wang, "10-01", "11-30")).After(Assign(Wang, "10-01", line: Clinic)).After(HandOver(Li, "10-15", 1, 2));
        Assert.Equal(Wang, roster.Lead("10-15"));

        Assert.Equal((RefusalKind.Forbidden, "not-receiver"), Why(roster.Refused(new DutyCommand.AcceptHandOver(Street, 1, OnBehalf: false), Zhao)));
        Assert.Equal((RefusalKind.Forbidden, "not-receiver"), Why(roster.Refused(new DutyCommand.AcceptHandOver(Street, 1, OnBehalf: false), Wang)));
        roster.After(new DutyCommand.AcceptHandOver(Street, 1, OnBehalf: false), Li);

        Assert.Equal([Wang, Li, Li, null], new[] { "10-14", "10-15", "11-30", "12-01" }.Select(roster.Lead));
        Assert.Equal((Li, null), (roster.On("12-31", Clinic)!.Lead!.Holder, roster.On("12-31", Clinic)!.Lead!.Until));
        Assert.Empty(roster.State.Open);
        Assert.Equal(AnsweredBy.Receiver, Assert.IsType<DutyEvent.HandedOver>(roster.Events[^1]).By);
        Assert.Equal(RefusalKind.Unknown, roster.Refused(new DutyCommand.AcceptHandOver(Street, 1, OnBehalf: true)).Kind);
    }

    [Fact]
    public void Whoever_names_people_may_accept_for_the_receiver_and_the_event_says_so()
    {
        var roster = new Roster().After(Assign(Wang, "10-01")).After(HandOver(Li, "10-08", 1)).After(new DutyCommand.AcceptHandOver(Street, 1, OnBehalf: true), Zhao);

        Assert.Equal(AnsweredBy.Appointer, Assert.IsType<DutyEvent.HandedOver>(roster.Events[^1]).By);
        Assert.Equal(Li, roster.Lead("10-08"));
    }

    [Fact]
    public void Nobody_accepts_what_they_hand_over_themselves_and_may_take_it_back()
    {
        var roster = new Roster().After(Assign(Wang, "10-01")).After(HandOver(Li, "10-08", 1), Wang);

        Assert.Equal((RefusalKind.Forbidden, "own-handover"), Why(roster.Refused(new DutyCommand.AcceptHandOver(Street, 1, OnBehalf: true), Wang)));
        roster.After(new DutyCommand.DeclineHandOver(Street, 1, OnBehalf: true, "另有安排"), Wang);
        Assert.Empty(roster.State.Open);
    }

    [Fact]
    public void On_the_first_day_of_a_duty_its_receiver_has_it_from_the_start()
    {
        var roster = new Roster().After(Assign(Wang, "10-08")).After(HandOver(Li, "10-08", 1)).After(new DutyCommand.AcceptHandOver(Street, 1, OnBehalf: false), Li);

        Assert.Equal((Li, Sample.Day("10-08")), (Assert.Single(roster.State.Duties).Holder, roster.State.Duties[0].From));
    }

    [Fact]
    public void A_hand_over_that_is_declined_changes_nothing()
    {
        var roster = new Roster().After(Assign(Wang, "10-01")).After(HandOver(Li, "10-08", 1));
        Assert.Equal(["reason:required"], roster.Refused(new DutyCommand.DeclineHandOver(Street, 1, false, " "), Li).Faults.Select(f => $"{f.Field}:{f.Code}"));
        Assert.Equal(RefusalKind.Forbidden, roster.Refused(new DutyCommand.DeclineHandOver(Street, 1, false, "忙"), Zhao).Kind);

        roster.After(new DutyCommand.DeclineHandOver(Street, 1, false, "另有安排"), Li);

        Assert.Equal(Wang, roster.Lead("10-08"));
        Assert.Empty(roster.State.Open);
        Assert.Equal(2, roster.After(HandOver(Zhao, "10-08", 1)).State.Open[0].Number);
    }

    [Fact]
    public void What_cannot_be_handed_over_is_said()
    {
        var roster = new Roster().After(Assign(Wang, "10-01")).After(Assign(Li, "10-01", line: Clinic)).After(StandIn(Zhao, "10-01", "10-20"));

        Assert.Equal(["duties:two-people"], roster.Faults(HandOver(Zhao, "10-08", 1, 2)));
        Assert.Equal(["duties:unknown"], roster.Faults(HandOver(Li, "10-08", 1, 3)));
        Assert.Equal(["duties:unknown"], roster.Faults(HandOver(Li, "10-08", 1, 1)));
        Assert.Equal(["on:not-held"], roster.Faults(HandOver(Li, "09-30", 1)));
        Assert.Equal(["to:same-person"], roster.Faults(HandOver(Wang, "10-08", 1)));
        roster.After(HandOver(Li, "10-08", 1));
        Assert.Equal(["duties:proposed"], roster.Faults(HandOver(Zhao, "10-09", 1)));
    }

    [Fact]
    public void A_hand_over_whose_duty_has_changed_meanwhile_is_not_accepted()
    {
        var roster = new Roster().After(Assign(Wang, "10-01")).After(HandOver(Li, "10-20", 1)).After(new DutyCommand.End(Street, 1, Sample.Day("10-12")));

        Assert.Equal((RefusalKind.NotNow, "changed"), Why(roster.Refused(new DutyCommand.AcceptHandOver(Street, 1, false), Li)));
    }

    [Fact]
    public void A_hand_over_of_long_ago_is_not_accepted()
    {
        var roster = new Roster().After(Assign(Wang, "10-01")).After(HandOver(Li, "10-08", 1));
        roster.Today = Sample.Day("11-09");

        Assert.Equal((RefusalKind.NotNow, "changed"), Why(roster.Refused(new DutyCommand.AcceptHandOver(Street, 1, false), Li)));
    }

    [Fact]
    public void There_is_a_limit_to_what_is_kept_and_what_is_open()
    {
        var roster = new Roster();
        for (var i = 0; i < DutyRoster.MaxDuties; i++) roster.After(Assign(Wang, "10-08") with { From = Sample.Day("10-08").AddDays(i), Until = Sample.Day("10-08").AddDays(i) });
        Assert.Equal((RefusalKind.NotNow, "too-many"), Why(roster.Refused(Assign(Wang, "2015-09-01"))));

        for (var i = 0; i < DutyRoster.MaxOpen; i++) roster.After(HandOver(Li, "10-08", i + 1) with { On = Sample.Day("10-08").AddDays(i) });
        Assert.Equal((RefusalKind.NotNow, "too-many"), Why(roster.Refused(HandOver(Li, "10-08", 30) with { On = Sample.Day("10-08").AddDays(29) })));
    }

    [Fact]
    public void What_ended_long_ago_is_forgotten_but_for_the_latest_and_the_journal_still_tells_it()
    {
        var roster = new Roster();
        for (var i = 0; i < DutyRoster.MaxEnded + 10; i++)
        {
            roster.Today = Sample.Day("10-08").AddDays(i);
            roster.After(Assign(Wang, "10-08") with { From = roster.Today, Until = roster.Today });
        }

        roster.Today = roster.Today.AddDays(100);
        roster.After(Assign(Li, "10-08", line: Clinic) with { From = roster.Today });

        Assert.Equal(DutyRoster.MaxEnded + 1, roster.State.Duties.Length);
        Assert.Equal(Sample.Day("10-17"), roster.State.Forgotten);
        Assert.Equal([null, Wang], new[] { "10-17", "10-18" }.Select(roster.Lead));
        var ever = roster.Events.Aggregate(DutyRoster.Empty, DutyRoster.Apply);
        Assert.Equal(Wang, Post.On(ever.Duties, Sample.Day("10-08")).Single(p => p.Line == Park).Lead!.Holder);
    }

    [Fact]
    public void A_street_names_people_in_its_own_places_and_a_receiver_answers_in_person()
    {
        var tree = Sample.Tree(2, 1);
        var roster = new Roster().After(Assign(Wang, "10-01")).After(HandOver(Li, "10-08", 1));
        DutyCommand[] appointing = [Assign(Wang, "10-08"), StandIn(Li, "10-08", "10-09"), new DutyCommand.End(Street, 1, Sample.Day("10-08")), HandOver(Li, "10-08", 1),
            new DutyCommand.AcceptHandOver(Street, 1, OnBehalf: true), new DutyCommand.DeclineHandOver(Street, 1, OnBehalf: true, "试")];
        DutyCommand[] inPerson = [new DutyCommand.AcceptHandOver(Street, 1, false), new DutyCommand.DeclineHandOver(Street, 1, false, "试"), new DutyCommand.AcceptHandOver(Street, 99, false)];

        Assert.All(appointing, c => Assert.True(May(Role.Street, c, place: Street)));
        Assert.All(appointing, c => Assert.True(May(Role.Programme, c)));
        Assert.All(appointing, c => Assert.False(May(Role.Street, c, place: PlaceId.Of("s2"))));
        Assert.All(appointing, c => Assert.False(May(Role.Street, c with { Place = PlaceId.Of("district") }, place: Street)));
        Assert.All(appointing, c => Assert.True(May(Role.Street, c with { Place = PlaceId.Of("s1c2") }, place: Street)));
        foreach (var role in Roles.All.Except([Role.Street, Role.Programme])) Assert.All(appointing, c => Assert.False(May(role, c)));

        Assert.All(inPerson, c => Assert.True(May(Role.Street, c, place: Street)));
        Assert.False(May(Role.Leadership, inPerson[0]));
        Assert.False(May(Role.Programme, inPerson[0]));
        Assert.True(May(Role.LeadUnit, inPerson[0], line: Park));
        Assert.False(May(Role.LeadUnit, inPerson[0], line: Clinic));

        bool May(Role role, DutyCommand command, PlaceId? place = null, LineId? line = null)
            => Rights.May([new Grant(role, place, line, null, Sample.Day("09-26"), null)], DutyRoster.Needs(roster.State, command)!, tree, Sample.Day("10-08"));
    }

    private static (RefusalKind Kind, string Code) Why(Refusal refusal) => (refusal.Kind, refusal.Faults[0].Code);
}

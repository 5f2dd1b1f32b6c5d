using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Volunteering;

namespace Circle.Domain.Tests.Volunteering;

/// <summary>队伍名册</summary>
public sealed class RosterTests
{
    private RosterState _roster = Roster.Empty;
    private long _version;

    private static readonly VolunteerId Chen = VolunteerId.Of("chen");
    private static readonly DateOnly Today = Sample.Day("11-12");

    private string? Tell(RosterCommand command)
    {
        if (Roster.Decide(_roster, command, Team.At(Team.Leader)) is not Decision<RosterEvent>.Accepted accepted)
            return ((Decision<RosterEvent>.Declined)Roster.Decide(_roster, command, Team.At(Team.Leader))).Refusal.Faults[0].Code;
        foreach (var happened in accepted.Events) _roster = Roster.Fold(_roster, new Recorded<RosterEvent>(happened.Event, ++_version, Team.Leader, Team.Now));
        return null;
    }

    [Fact]
    public void Whoever_left_was_in_the_team_until_that_day_and_may_come_back()
    {
        Assert.Null(Tell(new RosterCommand.Join(Chen, CraftId.Of("medic"), Today.AddDays(-10))));
        Assert.Equal("joined", Tell(new RosterCommand.Join(Chen, null, Today)));
        Assert.Null(Tell(new RosterCommand.Leave(Chen)));
        Assert.Equal("unknown", Tell(new RosterCommand.Leave(Chen)));
        Assert.Equal([false, true, true, false], new[] { -11, -10, 0, 1 }.Select(days => _roster.Has(Chen, Today.AddDays(days))));
        Assert.Null(Tell(new RosterCommand.Join(Chen, null, Today)));
        Assert.True(_roster.Has(Chen, Today.AddDays(1)));
    }

    [Fact]
    public void A_craft_is_one_that_the_plan_names()
    {
        Assert.Equal("unknown", Tell(new RosterCommand.Join(Chen, CraftId.Of("pilot"), Today)));
        Assert.Null(Tell(new RosterCommand.Join(Chen, null, Today)));
        Assert.Equal("unchanged", Tell(new RosterCommand.Change(Chen, null)));
        Assert.Null(Tell(new RosterCommand.Change(Chen, CraftId.Of("medic"))));
        Assert.Equal(CraftId.Of("medic"), _roster.Members.Single().Craft);
        Assert.Equal("too-early", Tell(new RosterCommand.Join(VolunteerId.Of("li"), null, Today.AddDays(-61))));
        Assert.Equal(FaultList.AfterNow, Tell(new RosterCommand.Join(VolunteerId.Of("li"), null, Today.AddDays(1))));
    }

    [Fact]
    public void It_is_full_at_its_bound_and_forgets_who_left_first_past_the_other()
    {
        for (var i = 0; i < Roster.MostMembers; i++) Assert.Null(Tell(new RosterCommand.Join(VolunteerId.Of($"v{i}"), null, Today)));
        Assert.Equal("full", Tell(new RosterCommand.Join(Chen, null, Today)));
        for (var i = 0; i < Roster.MostMembers; i++) Assert.Null(Tell(new RosterCommand.Leave(VolunteerId.Of($"v{i}"))));
        for (var i = 0; i < Roster.MostMembers; i++) Assert.Null(Tell(new RosterCommand.Join(VolunteerId.Of($"w{i}"), null, Today)));
        Assert.Equal(Roster.MostKept, _roster.Members.Length);
        Assert.Null(Tell(new RosterCommand.Leave(VolunteerId.Of("w0"))));
        Assert.Null(Tell(new RosterCommand.Join(Chen, null, Today)));
        Assert.Equal((Roster.MostKept, false), (_roster.Members.Length, _roster.Has(VolunteerId.Of("v0"), Today)));
    }

    [Fact]
    public void It_is_changed_by_whoever_leads_the_team()
        => Assert.Equal((Permission.Invite, new Subject(Team: Team.Id)), Roster.Needs(Roster.Empty with { Team = Team.Id }, new RosterCommand.Leave(Chen)) is { } need ? (need.Permission, need.On.Single()) : default);
}

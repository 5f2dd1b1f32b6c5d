using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Accounts;

public sealed class AccountTests
{
    private static readonly AccountId Id = AccountId.Of("a1");
    private static readonly Actor Office = AccountId.Of("office").Actor;
    private static readonly Grant Leadership = new(Role.Leadership, null, null, null, Sample.Day("09-26"), null);

    [Fact]
    public void An_account_is_opened_entitled_disabled_and_enabled()
    {
        var state = After(Account.Empty, new AccountCommand.Open(Id, [Leadership]));
        Assert.Equal([Leadership], state.InForce);

        var auditor = Leadership with { Role = Role.Auditor };
        state = After(state, new AccountCommand.Entitle([auditor]));
        Assert.Equal([auditor], state.InForce);

        state = After(state, new AccountCommand.Disable("离岗"));
        Assert.Empty(state.InForce);
        Assert.Equal("disabled", Refused(state, new AccountCommand.Disable("离岗")).Code);

        state = After(state, new AccountCommand.Enable());
        Assert.Equal([auditor], state.InForce);
        Assert.Equal("enabled", Refused(state, new AccountCommand.Enable()).Code);
        Assert.Equal("open-already", Refused(state, new AccountCommand.Open(Id, [Leadership])).Code);
        Assert.Equal("unchanged", Refused(state, new AccountCommand.Entitle([auditor])).Code);
    }

    [Fact]
    public void Nobody_changes_their_own_rights()
    {
        var state = After(Account.Empty, new AccountCommand.Open(Id, [Leadership]));
        AccountCommand[] own = [new AccountCommand.Entitle([Leadership with { Role = Role.Programme }]), new AccountCommand.Disable("试"), new AccountCommand.Enable()];

        Assert.All(own, command => Assert.Equal("own-account", Refused(state, command, Id.Actor).Code));
    }

    [Theory]
    [InlineData(Role.Street, null, null, null, "grants/0/place")]
    [InlineData(Role.Street, "s1c1", null, null, "grants/0/place")]
    [InlineData(Role.Street, "nowhere", null, null, "grants/0/place")]
    [InlineData(Role.Community, "s1", null, null, "grants/0/place")]
    [InlineData(Role.LeadUnit, null, null, null, "grants/0/line")]
    [InlineData(Role.Leadership, "s1", null, null, "grants/0/place")]
    [InlineData(Role.Leadership, null, "park", null, "grants/0/line")]
    [InlineData(Role.Volunteer, null, null, null, "grants/0/team")]
    [InlineData(Role.Inspector, null, null, "t1", "grants/0/team")]
    public void A_grant_is_limited_as_its_role_is(Role role, string? place, string? line, string? team, string field)
    {
        var grant = Leadership with { Role = role, Place = place is null ? null : PlaceId.Of(place), Line = line is null ? null : LineId.Of(line), Team = team is null ? null : FacilityId.Of(team) };

        Assert.Contains(field, Faults(new AccountCommand.Open(Id, [grant])).Select(f => f.Field));
    }

    [Fact]
    public void All_faults_are_named_at_once()
        => Assert.Equal(
            ["grants/0/place", "grants/0/until", "grants/1/line"],
            Faults(new AccountCommand.Open(Id, [Leadership with { Role = Role.Street, Until = Sample.Day("09-01") }, Leadership with { Role = Role.LeadUnit }])).Select(f => f.Field));

    [Fact]
    public void Without_a_grant_there_is_no_account()
    {
        Assert.Equal("grants", Assert.Single(Faults(new AccountCommand.Open(Id, []))).Field);
        Assert.Equal("grants", Assert.Single(Faults(new AccountCommand.Open(Id, default))).Field);
        Assert.Equal("grants", Assert.Single(Faults(new AccountCommand.Open(Id, [.. Enumerable.Repeat(Leadership, Account.MaxGrants + 1)]))).Field);
    }

    [Fact]
    public void A_team_leader_opens_volunteers_of_the_team_and_nobody_else()
    {
        var volunteer = Leadership with { Role = Role.Volunteer, Team = FacilityId.Of("t1") };
        Grant leader = Leadership with { Role = Role.TeamLeader, Team = FacilityId.Of("t1") };

        Assert.True(May(Account.Empty, new AccountCommand.Open(Id, [volunteer])));
        Assert.False(May(Account.Empty, new AccountCommand.Open(Id, [volunteer with { Team = FacilityId.Of("t2") }])));
        Assert.False(May(Account.Empty, new AccountCommand.Open(Id, [volunteer, volunteer with { Team = FacilityId.Of("t2") }])));
        Assert.False(May(Account.Empty, new AccountCommand.Open(Id, [volunteer, Leadership])));
        Assert.False(May(Account.Empty, new AccountCommand.Open(Id, [leader])));

        // Somebody who is more than a volunteer is not the leader's to make one, or to disable.
        var other = new AccountState(Id, [Leadership], null);
        Assert.False(May(other, new AccountCommand.Entitle([volunteer])));
        Assert.False(May(other, new AccountCommand.Disable("试")));
        Assert.True(May(new AccountState(Id, [volunteer], null), new AccountCommand.Disable("手机丢失")));

        bool May(AccountState state, AccountCommand command) => Rights.May([leader], Account.Needs(state, command)!, PlaceTree.Empty, Sample.Day("11-12"));
    }

    [Fact]
    public void An_account_is_a_person_s_a_screen_s_or_a_program_s_and_stays_so()
    {
        var (service, screen) = (Leadership with { Role = Role.Service }, Leadership with { Role = Role.Screen });

        Assert.Equal("mixed", Assert.Single(Faults(new AccountCommand.Open(Id, [Leadership, service]))).Code);
        Assert.Equal("mixed", Assert.Single(Faults(new AccountCommand.Open(Id, [service, screen]))).Code);
        Assert.Equal("other-holder", Refused(After(Account.Empty, new AccountCommand.Open(Id, [Leadership])), new AccountCommand.Entitle([service])).Code);
        var program = After(Account.Empty, new AccountCommand.Open(Id, [service]));
        Assert.Equal("other-holder", Refused(program, new AccountCommand.Entitle([Leadership])).Code);
        Assert.Equal("other-holder", Refused(program, new AccountCommand.Entitle([screen])).Code);
        Assert.Equal(Holder.Program, Account.HolderOf(After(program, new AccountCommand.Entitle([service with { Line = LineId.Of("park") }])).Grants));
    }

    [Fact]
    public void A_team_leader_sees_whom_they_may_change()
    {
        var volunteer = Leadership with { Role = Role.Volunteer, Team = FacilityId.Of("t1") };
        Grant leader = Leadership with { Role = Role.TeamLeader, Team = FacilityId.Of("t1") };
        Grant office = Leadership with { Role = Role.Programme };

        Assert.True(Sees(leader, volunteer));
        Assert.False(Sees(leader, volunteer with { Team = FacilityId.Of("t2") }));
        Assert.False(Sees(leader, volunteer, volunteer with { Team = FacilityId.Of("t2") }));
        Assert.False(Sees(leader, volunteer, Leadership));
        Assert.False(Sees(leader, leader));
        Assert.False(Sees(leader));
        Assert.All<Grant[]>([[volunteer], [volunteer, volunteer with { Team = FacilityId.Of("t2") }], [leader], [office], []], grants => Assert.True(Sees(office, [.. grants])));

        static bool Sees(Grant who, params ImmutableArray<Grant> whom) => Rights.May([who], Account.NeedFor(whom), PlaceTree.Empty, Sample.Day("11-12"));
    }

    private static Circumstances At(Actor? actor = null)
    {
        var document = new PlanDocument("1", "1", Sample.Day("09-20"), [Sample.Line("park")], []);
        return new Circumstances(
            Circle.Domain.Time.District.At(Sample.Day("11-12")), actor ?? Office, new PlanVersion(1, document, [], ImmutableDictionary<LineId, Baseline>.Empty), Sample.Tree(2, 1));
    }

    private static AccountState After(AccountState state, AccountCommand command)
    {
        var accepted = Assert.IsType<Decision<AccountEvent>.Accepted>(Account.Decide(state, command, At()));
        return Account.Fold(state, new Recorded<AccountEvent>(Assert.Single(accepted.Events).Event, 1, Office, At().Now));
    }

    private static Fault Refused(AccountState state, AccountCommand command, Actor? actor = null)
        => Assert.Single(Assert.IsType<Decision<AccountEvent>.Declined>(Account.Decide(state, command, At(actor))).Refusal.Faults);

    private static ImmutableArray<Fault> Faults(AccountCommand command)
        => Assert.IsType<Decision<AccountEvent>.Declined>(Account.Decide(Account.Empty, command, At())).Refusal.Faults;
}

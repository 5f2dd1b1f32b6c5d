using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using CsCheck;

namespace Circle.Domain.Tests.Accounts;

/// <summary>Role × place × line, as tables to check by eye.</summary>
public sealed class RightsTests
{
    private static readonly PlaceTree Tree = Sample.Tree(2, 1);
    private static readonly DateOnly Today = Sample.Day("11-12");
    private static readonly LineId Park = LineId.Of("park");
    private static readonly LineId Clinic = LineId.Of("clinic");

    [Theory]
    [InlineData(Role.LeadUnit, "Watch Read Arrange Report Register Answer Specify")]
    [InlineData(Role.Leadership, "Watch Read Supervise")]
    [InlineData(Role.Programme, "Watch Read Arrange Verify Plan Confirm Administer Invite Appoint Mount Erase Rehearse Keep Supervise")]
    [InlineData(Role.Inspector, "Watch Read Verify")]
    [InlineData(Role.Street, "Watch Read Arrange Report Appoint Keep Answer Coordinate Review")]
    [InlineData(Role.Community, "Watch Read Report Answer")]
    [InlineData(Role.Operator, "Watch Read Reveal Intake")]
    [InlineData(Role.Supervisor, "Watch Read Reveal Intake Oversee")]
    [InlineData(Role.TeamLeader, "Invite Reveal Log Review")]
    [InlineData(Role.Volunteer, "Log")]
    [InlineData(Role.Auditor, "Watch Read Audit")]
    [InlineData(Role.Screen, "Watch")]
    [InlineData(Role.Service, "Read File")]
    public void What_a_role_may_do_is_this_and_nothing_else(Role role, string permissions)
        => Assert.Equal(
            permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(),
            Enum.GetValues<Permission>().Where(p => Roles.PermissionsOf(role).Contains(p)).Select(p => p.ToString()).Order());

    [Fact]
    public void Nobody_both_reports_and_verifies()
        => Assert.DoesNotContain(Roles.All, r => Roles.PermissionsOf(r).Contains(Permission.Report) && Roles.PermissionsOf(r).Contains(Permission.Verify));

    [Theory]
    [InlineData("s1", null, "s1", "park", true)]
    [InlineData("s1", null, "s1c1", "park", true)]
    [InlineData("s1", null, "s2", "park", false)]
    [InlineData("s1", null, "s2c1", "park", false)]
    [InlineData("s1", null, "district", "park", false)]
    [InlineData("s1", null, null, "park", false)]
    [InlineData("s1", null, "nowhere", "park", false)]
    [InlineData("s1c1", null, "s1c1", "park", true)]
    [InlineData("s1c1", null, "s1c2", "park", false)]
    [InlineData("s1c1", null, "s1", "park", false)]
    [InlineData(null, "park", "s2", "park", true)]
    [InlineData(null, "park", "s2", "clinic", false)]
    [InlineData(null, "park", null, null, false)]
    [InlineData("s1", "park", "s1c2", "park", true)]
    [InlineData("s1", "park", "s1c2", "clinic", false)]
    [InlineData("s1", "park", "s2", "park", false)]
    [InlineData(null, null, null, null, true)]
    public void A_grant_reaches_its_place_and_what_is_under_it_on_its_line(string? place, string? line, string? at, string? on, bool may)
    {
        var grant = Of(Role.LeadUnit) with { Place = place is null ? null : PlaceId.Of(place), Line = line is null ? null : LineId.Of(line) };

        Assert.Equal(may, Rights.May([grant], new Need(Permission.Report, new Subject(at is null ? null : PlaceId.Of(at), on is null ? null : LineId.Of(on))), Tree, Today));
    }

    [Theory]
    [InlineData("s1", true)]
    [InlineData("s1c1", true)]
    [InlineData("district", true)]
    [InlineData(null, true)]
    [InlineData("s2", false)]
    [InlineData("s2c1", false)]
    public void Whoever_works_in_a_place_watches_it_and_what_it_stands_under(string? at, bool may)
        => Assert.Equal(may, Rights.May([Of(Role.Street) with { Place = PlaceId.Of("s1") }], new Need(Permission.Watch, new Subject(at is null ? null : PlaceId.Of(at))), Tree, Today));

    [Theory]
    [InlineData("11-11", null, true)]
    [InlineData("11-12", null, true)]
    [InlineData("11-13", null, false)]
    [InlineData("09-26", "11-12", true)]
    [InlineData("09-26", "11-11", false)]
    public void A_grant_holds_from_its_first_day_to_its_last(string from, string? until, bool may)
        => Assert.Equal(may, Rights.May([Of(Role.Leadership) with { From = Sample.Day(from), Until = until is null ? null : Sample.Day(until) }], new Need(Permission.Read, Subject.District), Tree, Today));

    [Fact]
    public void A_move_needs_both_ends()
    {
        var need = new Need(Permission.Arrange, new Subject(PlaceId.Of("s1"), Park), new Subject(PlaceId.Of("s2"), Park));

        Assert.False(Rights.May([Of(Role.Street) with { Place = PlaceId.Of("s1") }], need, Tree, Today));
        Assert.True(Rights.May([Of(Role.Street) with { Place = PlaceId.Of("s1") }, Of(Role.Street) with { Place = PlaceId.Of("s2") }], need, Tree, Today));
    }

    [Fact]
    public void Two_grants_are_not_one_that_nobody_gave()
    {
        Grant[] grants = [Of(Role.LeadUnit) with { Line = Park, Place = PlaceId.Of("s1") }, Of(Role.LeadUnit) with { Line = Clinic, Place = PlaceId.Of("s2") }];

        Assert.False(Rights.May(grants, new Need(Permission.Report, new Subject(PlaceId.Of("s1"), Clinic)), Tree, Today));
    }

    /// <summary>Whatever is granted: more grants never take away, and a wider grant never allows less.</summary>
    [Fact]
    public void More_is_never_less()
    {
        var place = OneOf<PlaceId?>(null, PlaceId.Of("district"), PlaceId.Of("s1"), PlaceId.Of("s1c1"), PlaceId.Of("s2"));
        var line = OneOf<LineId?>(null, Park, Clinic);
        var team = OneOf<FacilityId?>(null, FacilityId.Of("t1"));
        var grants = Gen.Select(Gen.Enum<Role>(), place, line, team, (r, p, l, t) => Of(r) with { Place = p, Line = l, Team = t }).Array[0, 5];
        var needs = Gen.Select(Gen.Enum<Permission>(), place, line, team, (p, at, on, t) => new Need(p, new Subject(at, on, t)));
        Gen.Select(grants, grants, needs).Sample((some, more, need) =>
        {
            var may = Rights.May(some, need, Tree, Today);
            return (!may || Rights.May([.. some, .. more], need, Tree, Today))
                   && (!may || Rights.May(some.Select(g => g with { Place = null, Line = null, Team = null }), need, Tree, Today));
        });
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Grant Of(Role role) => new(role, null, null, null, Sample.Day("09-26"), null);
}

using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Evidence;
using CsCheck;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Alerts;

/// <summary>Teams of which nothing is heard for more than 14 days, here with a plan of 20 September.</summary>
public sealed class SilentTeamRuleTests
{
    private static readonly Line Youth = Line("youth-team", Step("10-31", Stage.Completed, Each(1, Answerer.Street)));
    private static readonly Line Park = Line("park", Step("10-31", Stage.Completed, Each(1, Answerer.Street)));
    private static readonly FacilityId Id = FacilityId.Of("a");

    private static readonly PlanVersion Plan = new(
        1, new PlanDocument("1号", "方案", Day("09-20"), [Youth, Park], [], Volunteering: Volunteering.Team.Rules), [], ImmutableDictionary<LineId, Baseline>.Empty);

    [Theory]
    [InlineData("10-20", null, "11-03", false)]
    [InlineData("10-20", null, "11-04", true)]
    [InlineData("10-20", "10-25", "11-08", false)]
    [InlineData("10-20", "10-25", "11-09", true)]
    // What it did before it was reported as built takes nothing from its time.
    [InlineData("10-20", "10-12", "11-03", false)]
    public void A_team_is_silent_from_the_day_after_its_days_are_over(string built, string? heard, string today, bool isSilent)
    {
        var found = SilentTeamRule.Find(Plan, [Team(built)], Heard(heard), Day(today)).ToArray();
        Assert.Equal(isSilent ? [(new AlertKey(AlertRule.SilentTeam, PlaceId.Of("s1c1"), Youth.Id, "a"), AlertLevel.Notice, "a", Day(today).AddDays(-1))] : [], found.Select(f => (f.Key, f.Facts.Level, f.Facts.Label, f.Facts.DueOn)));
    }

    [Fact]
    public void What_is_no_team_or_does_not_stand_owes_nothing()
    {
        var team = Team("10-01");
        FacilityView[] quiet =
        [
            Ledgers.Facility(Park, "park", PlaceId.Of("s1c1"), Day("10-01"), Day("10-01"), Day("10-01")).View,
            Ledgers.Facility(Youth, "planned", PlaceId.Of("s1c1"), Day("10-01")).View,
            team with { Standing = Standing.Suspended }, team with { Standing = Standing.Withdrawn },
        ];
        Assert.Empty(SilentTeamRule.Find(Plan, quiet, Heard(null), Day("11-12")));
        Assert.Single(SilentTeamRule.Find(Plan, [team with { Standing = Standing.Returned }], Heard(null), Day("11-12")));
        Assert.Empty(SilentTeamRule.Find(Plan with { Document = Plan.Document with { Volunteering = null } }, [team], Heard(null), Day("11-12")));
    }

    [Fact]
    public void Of_what_stood_before_the_plan_nothing_is_owed_before_it()
    {
        var old = Team("10-01") with { Origin = Origin.Existing, Reached = [], Since = Day("09-20").AddYears(-3) };
        Assert.Empty(SilentTeamRule.Find(Plan, [old], Heard(null), Day("10-04")));
        Assert.Equal(Day("10-04"), Assert.Single(SilentTeamRule.Find(Plan, [old with { Since = null }], Heard(null), Day("10-05"))).Facts.DueOn);
    }

    /// <summary>An activity of the last 14 days clears it, and one that is told later than another never makes it worse.</summary>
    [Fact]
    public void Whatever_is_logged_brings_no_silence()
        => Gen.Select(Gen.Int[0, 80], Gen.Int[-40, 80].Array[0, 6], Gen.Int[0, 80], Gen.Int[0, 14]).Sample((built, days, now, ago) =>
        {
            var (first, today) = (Day("09-21"), Day("09-21").AddDays(now));
            var team = Team(first.AddDays(built));
            var heard = days.Where(d => d <= now).Select(d => first.AddDays(d)).ToArray();
            var newest = heard.Append(first.AddDays(built)).Max();
            var found = SilentTeamRule.Find(Plan, [team], HeardOn(heard), today).ToArray();
            Assert.Equal(today.DayNumber - newest.DayNumber > 14, found.Length == 1);
            Assert.Empty(SilentTeamRule.Find(Plan, [team], HeardOn([.. heard, today.AddDays(-ago)]), today));
        });

    private static FacilityView Team(string built) => Team(Day(built));

    private static FacilityView Team(DateOnly built) => Ledgers.Facility(Youth, "a", PlaceId.Of("s1c1"), built, built, built).View;

    private static ImmutableDictionary<FacilityId, DateOnly> Heard(string? day) => HeardOn(day is null ? [] : [Day(day)]);

    private static ImmutableDictionary<FacilityId, DateOnly> HeardOn(DateOnly[] days)
        => days.Length == 0 ? ImmutableDictionary<FacilityId, DateOnly>.Empty : ImmutableDictionary<FacilityId, DateOnly>.Empty.Add(Id, days.Max());
}

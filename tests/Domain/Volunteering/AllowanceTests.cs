using Circle.Domain.Places;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Volunteering;

namespace Circle.Domain.Tests.Volunteering;

/// <summary>志愿者日常补助: 3,000 元 a street and month from September 2013 on, however many they are.</summary>
public sealed class AllowanceTests
{
    private static readonly Allowance Rule = new(300_000, 8_300, Sample.Day("09-01"));
    private static readonly PlaceNode Street = new(PlaceId.Of("s1"), PlaceKind.Street, "一街", PlaceId.Of("d"));
    private static readonly DateOnly Today = Sample.Day("11-12");

    [Theory]
    [InlineData("08-31", 0)]
    [InlineData("09-01", 300_000)]
    [InlineData("09-30", 300_000)]
    [InlineData("11-12", 300_000)]
    public void It_is_due_from_its_month_on(string day, long fen) => Assert.Equal(fen, AllowanceRow.Of(Rule, Sample.Day(day), Today, Street, []).DueFen);

    [Fact]
    public void It_counts_from_the_month_of_the_day_that_the_plan_names()
    {
        var later = Rule with { Since = Sample.Day("09-26") };
        Assert.Equal([0, 300_000], new[] { "08-31", "09-01" }.Select(day => later.DueOf(Sample.Day(day))));
        Assert.Equal(0, AllowanceRow.Of(null, Today, Today, Street, [Team()]).DueFen);
    }

    /// <summary>3,000 / 83: what the plan reckons with, and nothing is multiplied by.</summary>
    [Fact]
    public void It_does_not_follow_the_number_of_volunteers()
    {
        Assert.Equal(36, Allowance.Reckoned(Rule));
        var crowd = Enumerable.Range(0, 100).Select(n => Member($"v{n}", "10-01")).ToArray();
        Assert.Equal((300_000, 100), AllowanceRow.Of(Rule, Today, Today, Street, [Team(crowd)]) is var row ? (row.DueFen, row.Volunteers) : default);
        Assert.Equal((300_000, 0), AllowanceRow.Of(Rule, Today, Today, Street, []) is var none ? (none.DueFen, none.Volunteers) : default);
    }

    [Theory]
    // Somebody who left the day before October, on its first day, who came on its last, and who is in two teams.
    [InlineData("08-01", 2)]
    [InlineData("09-01", 3)]
    [InlineData("10-01", 3)]
    [InlineData("11-01", 2)]
    public void Whoever_was_in_a_team_on_a_day_of_the_month_is_counted_once(string month, int volunteers)
    {
        StandingTeam[] teams =
        [
            Team(Member("left", "08-01", "09-30"), Member("leaves", "08-01", "10-01"), Member("twice", "09-01", "10-20"), Member("twice", "10-25"), Member("comes", "10-31")),
            Team(Member("twice", "10-02")),
            Team(Member("elsewhere", "09-01")) with { Street = PlaceId.Of("s2") },
        ];
        Assert.Equal(volunteers, AllowanceRow.Of(Rule, Sample.Day(month), Today, Street, teams).Volunteers);
    }

    [Fact]
    public void Of_a_month_that_is_not_over_nobody_is_counted_who_comes_later()
        => Assert.Equal(1, AllowanceRow.Of(Rule, Today, Today, Street, [Team(Member("now", "11-12"), Member("later", "11-13"))]).Volunteers);

    [Fact]
    public void A_team_counts_from_the_month_in_which_it_stood()
    {
        StandingTeam[] teams = [Team() with { StandsSince = Sample.Day("10-31") }, Team() with { StandsSince = Sample.Day("11-13") }, Team() with { StandsSince = null }];
        Assert.Equal([0, 1, 1], new[] { "09-30", "10-01", "11-12" }.Select(day => AllowanceRow.Of(Rule, Sample.Day(day), Today, Street, teams).Teams));
    }

    [Fact]
    public void What_its_teams_did_in_the_month_stands_beside_it()
    {
        var teams = new[] { Team() with { Cells = Cells("11-01", 3, 60) }, Team() with { Cells = Cells("11-01", 1, 30).Plus(Cells("10-01", 9, 90)) }, Team() with { Street = PlaceId.Of("s2"), Cells = Cells("11-01", 7, 7) } };
        Assert.Equal(new ActivitySums(4, 0, 90, 0, 0), AllowanceRow.Of(Rule, Today, Today, Street, teams).Sums);
    }

    private static StandingTeam Team(params RosterMember[] members) => new(PlaceId.Of("s1"), Sample.Day("09-20"), [.. members], Tally.Empty);

    private static RosterMember Member(string who, string since, string? until = null) => new(VolunteerId.Of(who), null, Sample.Day(since), until is null ? null : Sample.Day(until));

    private static Tally Cells(string month, long activities, long minutes)
    {
        return Tally.Of([KeyValuePair.Create(Key(ActivityCount.Activities), activities), KeyValuePair.Create(Key(ActivityCount.Minutes), minutes)]);

        TallyKey Key(ActivityCount count) => new(Volunteering.Team.Line, ActivityCells.Months, ActivityCells.PointOf(count), Sample.Day(month));
    }
}

using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Evidence;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Evidence;
using Circle.Domain.Tests.ServicePoints;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Alerts;

/// <summary>Rules of what waits: nothing of the plan slips by it, and none of it is red.</summary>
public sealed class WaitingRulesTests
{
    private static readonly PlaceId District = PlaceId.Of("d");
    private static readonly Line Room = Line("room", Step("10-31", Stage.Completed, Each(1, Answerer.Street)));
    private static readonly PlanVersion Plan = Ledgers.Plan(Room, []);
    private static readonly AlertRules Rules = AlertRules.Usual;

    [Fact]
    public void What_an_inspection_returned_is_found_until_it_is_put_right_and_owed_since_its_day()
    {
        var returned = Built("a", "10-20") switch { var f => f with { View = f.View with { Standing = Standing.Returned, Until = Day("11-05") } } };
        var finding = Assert.Single(RectificationRule.Find(Plan, [returned, Built("b", "10-20")]));
        Assert.Equal((PlaceId.Of("s1c1"), "a", AlertLevel.Notice, Day("11-05")), (finding.Key.Unit, finding.Key.Subject, finding.Facts.Level, finding.Facts.DueOn));
    }

    [Theory]
    [InlineData("11-03", 0)]
    [InlineData("11-04", 1)]
    [InlineData("11-07", 2)]
    public void Reports_that_wait_too_long_are_one_alert_of_their_line_with_those_who_inspect(string today, int late)
    {
        // Reported on 20 and 23 October and 5 November; accepted; sent back.
        ImmutableArray<CountedFacility> all =
        [
            Built("a", "10-20"), Built("b", "10-23"), Built("c", "11-05"),
            Ledgers.Facility(Room, "d", PlaceId.Of("s1c1"), Day("10-01"), Day("10-01"), Day("10-01"), Day("10-02"), Day("10-03")),
            Sent(Built("e", "10-01")),
        ];
        var found = AcceptanceRule.Find(Plan, District, all, Rules, Day(today)).ToArray();
        Assert.Equal(late == 0 ? [] : [(new AlertKey(AlertRule.Acceptance, District, Room.Id, ""), (long)late, 3L, Day("11-03"))], found.Select(f => (f.Key, f.Facts.Open, f.Facts.All, f.Facts.DueOn)));
        Assert.All(found, f => Assert.Equal(AlertLevel.Notice, f.Facts.Level));
    }

    /// <summary>Contacts are verified every 90 days here, the rest every 180; thirty days more are let pass.</summary>
    [Fact]
    public void Entries_that_nobody_verified_for_too_long_are_one_alert_of_their_street()
    {
        var (now, street) = (Day("11-12"), PlaceId.Of("s1"));
        ImmutableArray<ServicePointView> points =
        [
            Entry("fresh", since: now.AddDays(-400), verified: now),
            Entry("due", since: now.AddDays(-400), verified: now.AddDays(-120)),
            Entry("late", since: now.AddDays(-400), verified: now.AddDays(-121)),
            Entry("new", since: now.AddDays(-30), verified: null),
            Entry("never", since: now.AddDays(-40), verified: null),
            Entry("gone", since: now.AddDays(-400), verified: null) with { State = PointState.Closed },
        ];
        var finding = Assert.Single(DirectoryRule.Find(street, points, Street.Rules, Rules, now));
        Assert.Equal((new AlertKey(AlertRule.Directory, street, null, ""), AlertLevel.Notice, 2L, 5L, now.AddDays(-10)), (finding.Key, finding.Facts.Level, finding.Facts.Open, finding.Facts.All, finding.Facts.DueOn));
        Assert.Empty(DirectoryRule.Find(street, points[..2], Street.Rules, Rules, now));
    }

    /// <param name="verified">The day on which all of it was; null: none of it ever.</param>
    private static ServicePointView Entry(string id, DateOnly since, DateOnly? verified) => ServicePointView.Of(Street.Found().State) with
    {
        Id = ServicePointId.Of(id),
        StateSince = since,
        Verified = verified is { } on ? [.. FieldGroups.All.Select(g => new Verification(g, on, VerifiedBy.Visit, new("account:a")))] : [],
    };

    private static CountedFacility Built(string id, string on) => Ledgers.Facility(Room, id, PlaceId.Of("s1c1"), Day(on), Day(on), Day(on));

    private static CountedFacility Sent(CountedFacility facility)
        => new(facility.View, facility.Cells.Plus(Tally.Of([new(new TallyKey(facility.View.Line, Counts.Standing, "returned", Day("10-05")), 1)])));
}

using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Evidence;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Evidence;
using Circle.Domain.Tests.Plans;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Alerts;

/// <summary>What a day's evaluation finds, told by the dates of the document.</summary>
public sealed class StepRuleTests
{
    private static readonly Line Security = SecurityLine();
    private static readonly PlaceTree Streets = Tree(2, 2);

    /// <summary>A room in each community.</summary>
    private static readonly Line Rooms = Line("room", Step("10-31", Stage.Completed, Each(1, Answerer.Community)));

    private static ImmutableArray<Target> SecurityTargets { get; } =
    [
        .. ((string[])["s1", "s2"]).SelectMany(s => (Target[])[Target(Security, 0, s, 1), Target(Security, 1, s, 2), Target(Security, 2, s, 3)]),
        Target(Security, 3, "district", 19),
    ];

    private static ImmutableArray<Target> RoomTargets { get; } = [.. ((string[])["s1c1", "s1c2", "s2c1", "s2c2"]).Select(c => Target(Rooms, 0, c, 1))];

    [Fact]
    public void On_15_September_nothing_is_owed_and_on_1_October_one_is_behind()
    {
        Assert.Empty(Find(Security, SecurityTargets, "s1", "09-15"));
        Assert.Empty(Find(Security, SecurityTargets, "s1", "09-30"));
        Assert.Equal(["s1 09-30-completed Behind 1/1"], Find(Security, SecurityTargets, "s1", "10-01"));
        Assert.Empty(Find(Security, SecurityTargets, "s1", "10-01", Built("a", "s1c1", "09-29")));
    }

    [Fact]
    public void A_fact_that_is_entered_late_counts_from_its_own_day()
        => Assert.Empty(Find(Security, SecurityTargets, "s1", "11-12", Built("a", "s1c1", "10-02"), Built("b", "s1c2", "10-05")));

    [Fact]
    public void Each_step_that_passed_is_an_alert_of_its_own_and_the_last_one_is_missed()
        => Assert.Equal(
            ["s1 09-30-completed Behind 1/1", "s1 10-31-completed Behind 1/1", "s1 11-30-completed Missed 1/1"], Find(Security, SecurityTargets, "s1", "12-01"));

    [Fact]
    public void What_communities_owe_is_the_streets_alert_and_theirs_are_copies()
    {
        Assert.Equal(
            ["s1 10-31-completed Missed 2/2", "s1c1 10-31-completed Missed 1/1 copy", "s1c2 10-31-completed Missed 1/1 copy"], Find(Rooms, RoomTargets, "s1", "11-01"));
        Assert.Equal(["s1 10-31-completed Missed 1/2", "s1c2 10-31-completed Missed 1/1 copy"], Find(Rooms, RoomTargets, "s1", "11-01", Built("a", "s1c1", "10-20", Rooms)));
    }

    [Fact]
    public void The_district_answers_for_its_own_alone()
    {
        Assert.Empty(Find(Security, SecurityTargets, "district", "12-31"));
        Assert.Equal(["district 12-31-completed Missed 19/19"], Find(Security, SecurityTargets, "district", "2014-01-01"));
        Assert.Empty(Find(Rooms, RoomTargets, "district", "11-01"));
    }

    [Fact]
    public void Before_a_baseline_is_confirmed_nothing_is_found()
        => Assert.Empty(Round(Ledgers.Plan(Security, SecurityTargets, isConfirmed: false), "s1", "12-31", []).Findings);

    [Fact]
    public void A_forecast_is_told_on_its_second_day_and_over_after_three_better_ones()
    {
        // Twenty rooms are due on 30 November; three in four weeks are far too few, and 18 are nearly enough.
        var line = Line("room", Step("11-30", Stage.Completed, Each(20, Answerer.Street)));
        var plan = Ledgers.Plan(line, [Target(line, 0, "s1", 20)]);
        ImmutableArray<CountedFacility> slow = [.. Enumerable.Range(1, 3).Select(i => Heard(Built($"f{i}", "s1c1", $"10-{20 + i}", line), "11-04"))];
        ImmutableArray<CountedFacility> fast = [.. slow, .. Enumerable.Range(4, 15).Select(i => Built($"f{i}", "s1c1", "11-04", line))];

        var first = Round(plan, "s1", "11-04", [], slow);
        Assert.Empty(first.Findings);
        Assert.Equal(first.Forecasts, Round(plan, "s1", "11-04", first.Forecasts, slow).Forecasts);
        var second = Round(plan, "s1", "11-05", first.Forecasts, slow);
        var facts = Assert.Single(second.Findings).Facts;
        Assert.Equal((AlertLevel.Forecast, 17, 20, Day("11-30")), (facts.Level, facts.Open, facts.All, facts.DueOn));
        Assert.NotNull(facts.ExpectedOn);

        var round = second;
        foreach (var day in (string[])["11-06", "11-07"])
        {
            round = Round(plan, "s1", day, round.Forecasts, fast);
            Assert.Single(round.Findings);
        }

        Assert.Empty(Round(plan, "s1", "11-08", round.Forecasts, fast).Findings);

        // A day that is slow again in between begins the count anew.
        var again = Round(plan, "s1", "11-08", round.Forecasts, slow);
        Assert.Single(Round(plan, "s1", "11-09", again.Forecasts, fast).Findings);
    }

    [Fact]
    public void A_forecast_that_was_told_waits_while_an_earlier_step_is_owed_again()
    {
        var line = Line("room", Step("10-31", Stage.Completed, Each(1, Answerer.Street)), Step("11-30", Stage.Completed, Each(20, Answerer.Street)));
        var plan = Ledgers.Plan(line, [Target(line, 0, "s1", 1), Target(line, 1, "s1", 20)]);
        ImmutableArray<WatchedForecast> told = [new(line.Id, line.Steps[1].Id, Day("11-05"), 3, 0, true)];

        var round = Round(plan, "s1", "11-06", told);

        Assert.Equal(told, round.Forecasts);
        Assert.Equal("11-30-completed", Assert.Single(round.Unjudged).Subject);
        Assert.Equal(["10-31-completed"], round.Findings.Select(f => f.Key.Subject));
    }

    [Fact]
    public void Each_place_has_one_watch_and_what_was_merged_goes_with_the_survivor()
    {
        var tree = new PlaceTree(
        [
            new(PlaceId.Of("d"), PlaceKind.District, "d", null), new(PlaceId.Of("s1"), PlaceKind.Street, "s1", PlaceId.Of("d")), new(PlaceId.Of("s2"), PlaceKind.Street, "s2", PlaceId.Of("s1")),
            new(PlaceId.Of("c1"), PlaceKind.Community, "c1", PlaceId.Of("s2")), new(PlaceId.Of("c2"), PlaceKind.Community, "c2", PlaceId.Of("d")),
        ]);
        Assert.Equal(["d", "s1", "s1", "s1", "d"], ((string[])["d", "s1", "s2", "c1", "c2"]).Select(p => AlertWatch.WatcherOf(tree, PlaceId.Of(p))!.Value.Value));
    }

    /// <summary>Whoever is silent is not told to be slow.</summary>
    private static CountedFacility Heard(CountedFacility facility, string on)
        => facility with { Cells = facility.Cells.Plus(Tally.Of([new(new TallyKey(facility.View.Line, Counts.Heard, "", Day(on)), 1)])) };

    private static CountedFacility Built(string id, string place, string on, Line? line = null)
        => Ledgers.Facility(line ?? Security, id, PlaceId.Of(place), [Day(on), Day(on), Day(on)]);

    private static string[] Find(Line line, ImmutableArray<Target> targets, string root, string today, params ImmutableArray<CountedFacility> facilities)
        => [.. Round(Ledgers.Plan(line, targets), root, today, [], facilities).Findings.Select(f => $"{f.Key.Unit} {f.Key.Subject} {f.Facts.Level} {f.Facts.Open}/{f.Facts.All}{(f.HeldBack ? " copy" : "")}")];

    private static WatchRound Round(PlanVersion plan, string root, string today, ImmutableArray<WatchedForecast> before, ImmutableArray<CountedFacility> facilities = default)
        => StepRule.Find(
            Ledgers.Of(plan, Streets, root, facilities.IsDefault ? [] : facilities),
            Streets.Subtree(PlaceId.Of(root)).Select(p => p.Id).Where(p => AlertWatch.WatcherOf(Streets, p) == PlaceId.Of(root)).ToHashSet(),
            before,
            AlertRules.Usual,
            Day(today));
}

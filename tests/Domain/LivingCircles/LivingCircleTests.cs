using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tests.ServicePoints;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.LivingCircles;

/// <summary>One community's circle, told from day to day.</summary>
public sealed class LivingCircleTests
{
    private static readonly PlaceId Home = PlaceId.Of("s1c1");
    private static readonly PlaceId Next = PlaceId.Of("s2c1");

    private CircleState state = LivingCircle.Empty;
    private long version;

    [Fact]
    public void It_is_unknown_then_lacking_then_complete_and_says_since_when()
    {
        Assert.Equal(CircleStage.Unknown, state.Stage);
        Assert.Empty(LivingCircle.Contribute(state));

        Assess("10-08", Found(0), ["laundry"]);
        Assert.Equal((CircleStage.Unknown, Sample.Day("10-08")), (state.Stage, state.Since));
        Assess("10-09", Found(1), ["laundry"]);
        Assess("10-10", Found(2), ["laundry"]);
        Assert.Equal((CircleStage.Lacking, Sample.Day("10-09")), (state.Stage, state.Since));
        Assess("10-20", Found(2, inService: 1), []);
        Assert.Equal((CircleStage.Complete, Sample.Day("10-20")), (state.Stage, state.Since));
        Assert.Equal("unchanged", Refused(new CircleCommand.Assess(Home, Found(2, inService: 1), [])));

        var row = Assert.Single(LivingCircle.Contribute(state));
        Assert.Equal(("circle:s1c1", "complete", Home), (row.Row.Value, row.Head!.Stage, row.Head.Region));
        Assert.Equal(
            ["living|circle|complete|00010101", "living|reach-old|laundry.gap|00010101", "living|reach|laundry.covered|00010101"],
            row.Cells.Cells.Select(c => c.Key.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Where_it_lies_is_said_by_who_keeps_the_directory_and_every_fault_is_named_at_once()
    {
        var centre = new Position(34.79, 113.68, Datum.Gcj02);
        var need = LivingCircle.Needs(state, new CircleCommand.Draw(Home, [], null));
        Assert.Equal((Permission.Keep, new Subject(Home)), (need!.Permission, need.On.Single()));
        Assert.Null(LivingCircle.Needs(state, new CircleCommand.Assess(Home, [], [])));

        Then("10-08", new CircleCommand.Draw(Home, [Next], centre));
        Assert.Equal([Next], state.Neighbours);

        var refusal = ((Decision<CircleEvent>.Declined)LivingCircle.Decide(state, new CircleCommand.Draw(Home, [Home, Next, Next, PlaceId.Of("s1"), PlaceId.Of("none")], centre with { Latitude = 91 }), At("10-09"))).Refusal;
        Assert.Equal(["centre", "neighbours/0", "neighbours/2", "neighbours/3", "neighbours/4"], refusal.Faults.Select(f => f.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whom_it_names_no_more_and_whom_it_takes_back_are_apart_until_they_are_named_again()
    {
        var third = PlaceId.Of("s2c2");
        Assert.Equal("unchanged", Refused(new CircleCommand.Draw(Home, [], null)));
        Then("10-08", new CircleCommand.Draw(Home, [Next], null));
        Then("10-09", new CircleCommand.Draw(Home, [], null) { Apart = [third] });
        Assert.Empty(state.Neighbours);
        Assert.Equal("s2c1 10-09, s2c2 10-09", Apart());

        // To say it again counts from then on, whatever was said before.
        Then("10-10", new CircleCommand.Draw(Home, [], null) { Apart = [third] });
        Then("10-11", new CircleCommand.Draw(Home, [Next], null));
        Assert.Equal("s2c2 10-10", Apart());
        Then("10-12", new CircleCommand.Draw(Home, [Next], null));
        Assert.Equal(District.At(Sample.Day("10-12")), state.DrawnAt);

        var row = Assert.Single(LivingCircle.Contribute(state)).Head!.View;
        Assert.Contains("\"border\":{\"community\":\"s1c1\",\"neighbours\":[\"s2c1\"],\"drawnAt\":\"2013-10-1", row, StringComparison.Ordinal);
        var refusal = ((Decision<CircleEvent>.Declined)LivingCircle.Decide(state, new CircleCommand.Draw(Home, [Next], null) { Apart = [Next, PlaceId.Of("none")] }, At("10-13"))).Refusal;
        Assert.Equal(["apart/0", "apart/1"], refusal.Faults.Select(f => f.Field));

        string Apart() => string.Join(", ", state.Apart.Select(p => $"{p.Community} {District.DateOf(p.At):MM-dd}"));
    }

    private static ImmutableArray<KindReach> Found(int present, int inService = 0)
        => [new(PointKindId.Of("laundry"), Street.Living, present, inService, inService, ReachState.Covered, ReachState.Gap)];

    private static Circumstances At(string day) => new(District.At(Sample.Day(day)), new Actor("person:p1"), null, Sample.Tree(2, 2));

    private void Assess(string day, ImmutableArray<KindReach> kinds, string[] lacking) => Then(day, new CircleCommand.Assess(Home, kinds, [.. lacking.Select(PointKindId.Of)]));

    private void Then(string day, CircleCommand command)
    {
        foreach (var happened in Assert.IsType<Decision<CircleEvent>.Accepted>(LivingCircle.Decide(state, command, At(day))).Events)
            state = LivingCircle.Fold(state, new Recorded<CircleEvent>(happened.Event, ++version, new Actor("person:p1"), At(day).Now));
    }

    private string Refused(CircleCommand command)
        => Assert.IsType<Decision<CircleEvent>.Declined>(LivingCircle.Decide(state, command, At("11-01"))).Refusal.Faults.Single().Code;
}

using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using CsCheck;

namespace Circle.Domain.Tests.Plans;

/// <summary>方案改动: a plan may ask for something else by another day; what was met before stays met, on the day it was.</summary>
public sealed class PlanEditTests
{
    private const int Rounds = 250;

    private static readonly ImmutableArray<Stage> Stages = [Stage.Prepared, Stage.Delivered, Stage.Completed, Stage.Filed, Stage.Accepted];

    /// <summary>A world, and its steps on other dates.</summary>
    private static readonly Gen<(World Before, World After)> Redated =
        from world in World.Wild
        from days in Gen.Frequency((1, Gen.Const(0)), (2, Gen.Int[-60, 60])).Array[world.Line.Steps.Length]
        select (world, On(world, days));

    /// <summary>A world whose units are asked for more at some steps.</summary>
    private static readonly Gen<(World Before, World After)> Raised =
        from world in World.Wild
        from more in Gen.Int[0, 3].Array[world.Targets.Length]
        select (world, world with { Targets = [.. world.Targets.Select((t, i) => t with { Cumulative = t.Cumulative + more[i] })] });

    /// <summary>What each unit is asked for in the end at a stage is the same: then the curve of what was reached is, to the day.</summary>
    [Fact]
    public void Other_dates_and_fewer_steps_on_the_way_leave_what_was_met_and_when()
        => Gen.Select(Redated, Gen.Int[0, 3]).Sample(
            (worlds, dropped) =>
            {
                var (before, after) = (worlds.Before, WithoutSome(worlds.After, dropped));
                foreach (var place in before.Places.All)
                    Assert.All(Curves(before, place.Id).Zip(Curves(after, place.Id)), pair => Assert.Equal(pair.First, pair.Second));
            },
            iter: Rounds);

    [Fact]
    public void Asking_for_more_takes_nothing_away_that_was_met()
        => Raised.Sample(
            (before, after) =>
            {
                foreach (var place in before.Places.All)
                    Assert.All(Curves(before, place.Id).Zip(Curves(after, place.Id)), pair => Assert.All(pair.First, point => Assert.True(point.Items <= At(pair.Second, point.On))));
            },
            iter: Rounds);

    /// <summary>No day is judged by what the plan asks for later.</summary>
    [Fact]
    public void Days_before_anything_that_was_changed_say_what_they_said()
        => Redated.Sample(
            (before, after) =>
            {
                var first = before.Line.Steps.Concat(after.Line.Steps).Except(before.Line.Steps.Intersect(after.Line.Steps)).Select(s => s.Due).DefaultIfEmpty(DateOnly.MaxValue).Min();
                foreach (var place in before.Places.All)
                {
                    var (old, edited) = (before.Region(place.Id), after.Region(place.Id));
                    foreach (var day in before.Days.Where(day => day <= first))
                        Assert.Equal(before.Standing(old, day).Owed, after.Standing(edited, day).Owed);
                }
            },
            iter: Rounds);

    /// <summary>What was met, stage by stage, as a wall draws it.</summary>
    private static List<ImmutableArray<TrajectoryPoint>> Curves(World world, PlaceId place)
    {
        var cells = world.Region(place).Cells.ToList();
        return [.. Stages.Select(stage => Trajectory.Of(world.Line, cells, stage, Sample.Day("2010-01-01"), Sample.Day("2014-12-31"), null).Reached)];
    }

    private static long At(ImmutableArray<TrajectoryPoint> curve, DateOnly day) => curve.LastOrDefault(point => point.On <= day).Items;

    private static World On(World world, int[] days)
    {
        var line = world.Line with { Steps = [.. world.Line.Steps.Select((step, i) => step with { Due = step.Due.AddDays(days[i]) })] };
        return world with { Line = line, Targets = [.. world.Targets.Select(t => t with { Due = line.Steps.First(s => s.Id == t.Step).Due })] };
    }

    /// <summary>Every so-manieth target goes that asks its unit for less than another at the stage.</summary>
    private static World WithoutSome(World world, int every) => every == 0 ? world : world with
    {
        Targets =
        [
            .. world.Targets.Where((t, i) => i % every != 0
                || world.Targets.Where(other => (other.Unit, other.Stage) == (t.Unit, t.Stage)).MaxBy(other => other.Cumulative) == t),
        ],
    };
}

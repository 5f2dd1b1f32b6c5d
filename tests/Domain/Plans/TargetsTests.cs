using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using CsCheck;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Plans;

public sealed class TargetsTests
{
    private static ImmutableArray<(string Unit, long Items)> Written(Line line, PlaceTree places)
        => [.. Targets.WriteOut(line, places).Select(target => (target.Unit.Value, target.Cumulative))];

    [Fact]
    public void Each_street_owes_but_the_excluded_one()
    {
        var line = Line("l", Step("12-31", Stage.Completed, Each(2, Answerer.Street))) with { Excluded = [PlaceId.Of("s2")] };

        Assert.Equal([("s1", 2L), ("s3", 2L)], Written(line, Tree(1, 1, 1)));
    }

    [Fact]
    public void Under_an_excluded_street_no_community_owes()
    {
        var line = Line("l", Step("12-31", Stage.Completed, Each(1, Answerer.Community))) with { Excluded = [PlaceId.Of("s1")] };

        Assert.Equal([("s2c1", 1L)], Written(line, Tree(3, 1)));
    }

    [Theory]
    [InlineData(50, 1, 1)]
    [InlineData(50, 2, 1)]
    [InlineData(50, 7, 4)]
    [InlineData(100, 7, 7)]
    [InlineData(33, 3, 1)]
    [InlineData(34, 3, 2)]
    [InlineData(1, 1, 1)]
    public void A_share_is_rounded_up(int percent, int communities, long items)
        => Assert.Equal([("s1", items)], Written(Line("l", Step("12-31", Stage.Completed, Percent(percent))), Tree(communities)));

    [Fact]
    public void A_share_is_the_least_number_that_is_not_under_the_percentage()
        => Gen.Select(Gen.Int[0, 100], Gen.Int[0, 400]).Sample((percent, of) =>
        {
            var items = Targets.CeilingOfPercent(percent, of);
            Assert.True(items * 100 >= (long)percent * of);
            Assert.True(items == 0 || (items - 1) * 100 < (long)percent * of);
        });

    [Fact]
    public void A_share_leaves_out_excluded_communities_and_streets_without_any()
    {
        var line = Line("l", Step("12-31", Stage.Completed, Percent(50))) with { Excluded = [PlaceId.Of("s1c1"), PlaceId.Of("s1c2")] };

        Assert.Equal([("s1", 1L)], Written(line, Tree(4, 0)));
    }

    [Theory]
    [InlineData(Answerer.Community, "s1c1=1 s1c2=2 s2c1=1")]
    [InlineData(Answerer.Street, "s1=3 s2=1")]
    [InlineData(Answerer.District, "district=4")]
    public void A_roster_falls_to_the_unit_that_answers(Answerer answers, string expected)
    {
        var line = Line("l", Step("12-31", Stage.Completed, Roster(answers))) with
        {
            Roster = [new(PlaceId.Of("s2c1"), 1), new(PlaceId.Of("s1c2"), 2), new(PlaceId.Of("s1c1"), 1), new(PlaceId.Of("s3c1"), 9)],
            Excluded = [PlaceId.Of("s3")],
        };

        Assert.Equal(expected, string.Join(' ', Written(line, Tree(2, 1, 1)).Select(t => $"{t.Unit}={t.Items}")));
    }

    [Fact]
    public void A_roster_place_above_the_unit_answers_itself()
    {
        var line = Line("l", Step("12-31", Stage.Completed, Roster(Answerer.Street))) with { Roster = [new(District, 1)] };

        Assert.Equal([("district", 1L)], Written(line, Tree(1)));
    }

    [Fact]
    public void A_roster_place_that_the_tree_lacks_is_named_and_refused()
    {
        var line = Line("l", Step("12-31", Stage.Completed, Roster(Answerer.Community))) with { Roster = [new(PlaceId.Of("nowhere"), 1)] };

        Assert.Equal([PlaceId.Of("nowhere")], Targets.Missing(line, Tree(1)));
        var refused = Assert.Throws<ArgumentException>(() => Targets.WriteOut(line, Tree(1)));
        Assert.Contains("nowhere", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_merged_place_owes_nothing_of_its_own()
    {
        var merged = Tree(2, 1).All.Select(place => place.Id.Value switch
        {
            "s1c2" => place with { Parent = PlaceId.Of("s1c1") },
            "s2" => place with { Parent = PlaceId.Of("s1") },
            _ => place,
        });
        var places = new PlaceTree(merged);

        Assert.Equal([("s1c1", 1L), ("s2c1", 1L)], Written(Line("l", Step("12-31", Stage.Completed, Each(1, Answerer.Community))), places));
        Assert.Equal([("s1", 2L)], Written(Line("l", Step("12-31", Stage.Completed, Percent(100))), places));
        var roster = Line("l", Step("12-31", Stage.Completed, Roster(Answerer.Street))) with { Roster = [new(PlaceId.Of("s2c1"), 1)] };
        Assert.Equal([("s1", 1L)], Written(roster, places));
    }

    [Fact]
    public void Quotas_that_meet_at_one_unit_are_added_and_nothing_is_written_for_0()
    {
        var line = Line("l", Step("12-31", Stage.Completed, Number(19), Each(1, Answerer.District), Each(0, Answerer.Street)));

        Assert.Equal([("district", 20L)], Written(line, Tree(1)));
        Assert.Empty(Targets.WriteOut(line, PlaceTree.Empty));
    }

    [Fact]
    public void A_security_line_writes_48_for_the_streets_and_19_for_the_district()
    {
        var targets = Targets.WriteOut(SecurityLine(), Tree(Enumerable.Repeat(4, 17)));

        Assert.Equal(49, targets.Length);
        Assert.DoesNotContain(targets, target => target.Unit.Value == "s17");
        Assert.Equal(19, Assert.Single(targets, target => target.Unit == District).Cumulative);
        Assert.Equal(
            ["09-30=16", "10-31=32", "11-30=48", "12-31=67"],
            SecurityLine().Steps.Select(step => $"{step.Label}={targets
                .GroupBy(target => target.Unit)
                .Sum(unit => unit.Where(target => target.Due <= step.Due).Select(target => target.Cumulative).DefaultIfEmpty(0).Max())}"));
    }
}

using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using CsCheck;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Plans;

public sealed class DebtsTests
{
    private static readonly Line Plain = Line(
        "plain",
        Step("09-30", Stage.Completed),
        Step("10-31", Stage.Completed),
        Step("11-30", Stage.Completed),
        Step("12-31", Stage.Accepted));

    private static string Text(IEnumerable<KeyValuePair<TallyKey, long>> cells)
        => string.Join(' ', cells.Select(cell => $"{cell.Key.Point}@{cell.Key.Date:MM-dd}={cell.Value}"));

    private static string Met(IEnumerable<Target> targets, params IEnumerable<KeyValuePair<TallyKey, long>> reached)
        => Text(Debts.Met(Plain, targets, reached, []));

    [Fact]
    public void Due_is_what_each_step_adds_to_the_one_before_it_at_its_stage()
        => Assert.Equal(
            "09-30-completed@09-30=1 11-30-completed@11-30=2 12-31-accepted@12-31=2",
            Text(Debts.Due([Target(Plain, 3, "u", 2), Target(Plain, 2, "u", 3), Target(Plain, 1, "u", 1), Target(Plain, 0, "u", 1)])));

    [Fact]
    public void A_later_step_that_asks_for_less_adds_nothing()
        => Assert.Equal("09-30-completed@09-30=3", Text(Debts.Due([Target(Plain, 0, "u", 3), Target(Plain, 1, "u", 2)])));

    [Fact]
    public void The_earliest_items_fill_the_earliest_step_first()
        => Assert.Equal(
            "09-30-completed@10-05=1 10-31-completed@10-05=1 10-31-completed@10-20=1 11-30-completed@10-20=1",
            Met(
                [Target(Plain, 2, "u", 4), Target(Plain, 0, "u", 1), Target(Plain, 1, "u", 3)],
                Reached(Plain, Stage.Completed, Day("10-20"), 5),
                Reached(Plain, Stage.Completed, Day("10-05"), 2)));

    [Fact]
    public void Another_stage_pays_nothing()
        => Assert.Equal("", Met([Target(Plain, 3, "u", 1)], Reached(Plain, Stage.Completed, Day("12-01"))));

    [Fact]
    public void Other_lines_and_other_counts_pay_nothing()
        => Assert.Equal("", Met(
            [Target(Plain, 0, "u", 1)],
            Reached(Line("other"), Stage.Completed, Day("09-20")),
            new(new(Plain.Id, Counts.Heard, TallyKey.PointOf(Stage.Completed), Day("09-20")), 1)));

    [Fact]
    public void An_item_taken_back_later_counts_from_its_start_as_not_reached()
        => Assert.Equal("09-30-completed@10-20=1", Met(
            [Target(Plain, 0, "u", 2)],
            Reached(Plain, Stage.Completed, Day("09-20")),
            Reached(Plain, Stage.Completed, Day("10-10"), -1),
            Reached(Plain, Stage.Completed, Day("10-20"))));

    [Fact]
    public void More_taken_back_than_reached_is_nothing_reached()
        => Assert.Equal("", Met([Target(Plain, 0, "u", 2)], Reached(Plain, Stage.Completed, Day("09-20"), -3)));

    [Fact]
    public void What_lower_units_were_credited_with_is_not_counted_again()
    {
        var below = Tally.Of(
        [
            Reached(Plain, Stage.Completed, Day("09-20"), 2),
            new(new(Plain.Id, Counts.Met, "09-30-completed", Day("09-20")), 1),
        ]);

        Assert.Equal(
            "11-30-completed@09-20=1",
            Text(Debts.Met(Plain, [Target(Plain, 2, "district", 5)], below.Cells, below.Cells)));
    }

    /// <summary>Item by item: the k-th is met on the first day from which on there were never fewer than k, by the step that asks for a k-th.</summary>
    [Fact]
    public void It_is_what_counting_item_by_item_says()
        => Gen.Select(Gen.Int[0, 3].Array[0, 6], Gen.Int[1, 6].Array[6], Gen.Select(Gen.Int[0, 9], Gen.Int[-2, 4]).Array[0, 12]).Sample((steps, quotas, facts) =>
        {
            ImmutableArray<Target> targets = [.. steps.Select((step, i) => Target(Plain, step, "u", quotas[i])).DistinctBy(t => t.Step)];
            var cells = facts.Select(f => Reached(Plain, Stage.Completed, Day("10-01").AddDays(f.Item1), f.Item2)).ToList();
            var expected = new Dictionary<TallyKey, long>();
            for (var k = 1; k <= quotas.Max(); k++)
            {
                var asking = targets.Where(t => t.Stage == Stage.Completed).OrderBy(t => t.Due).FirstOrDefault(t => t.Cumulative >= k);
                var days = cells.Select(c => c.Key.Date).Distinct().Order().ToList();
                var lasting = days.Where(day => days.Where(later => later >= day).All(later => cells.Where(c => c.Key.Date <= later).Sum(c => c.Value) >= k)).ToList();
                if (asking is null || lasting.Count == 0) continue;
                var key = new TallyKey(Plain.Id, Counts.Met, asking.Step.Value, lasting[0]);
                expected[key] = expected.GetValueOrDefault(key) + 1;
            }

            Assert.Equal(Tally.Of(expected), Tally.Of(Debts.Met(Plain, targets, cells, [])));
        });

    [Fact]
    public void Per_unit_and_step_never_more_is_met_than_due()
        => World.Any.Sample(world =>
        {
            foreach (var place in world.Places.All)
            {
                var own = world.Own(place.Id);
                Assert.All(own.Cells, cell => Assert.True(cell.Value > 0));
                var due = own.Cells.Where(c => c.Key.Measure == Counts.Due).ToDictionary(c => c.Key.Point, c => c.Value);
                foreach (var met in own.Cells.Where(c => c.Key.Measure == Counts.Met).GroupBy(c => c.Key.Point, c => c.Value))
                    Assert.True(met.Sum() <= due[met.Key]);
            }
        });

    [Fact]
    public void A_region_owes_the_sum_of_its_units()
        => Gen.Select(World.Any, Gen.Int[-5, 130]).Sample((world, day) =>
        {
            var today = Day("09-10").AddDays(day);
            foreach (var place in world.Places.All)
            {
                var region = world.At(place.Id, today);
                var units = world.Places.Subtree(place.Id).Select(unit => world.Standing(world.Own(unit.Id), today)).ToList();
                Assert.Equal(units.Sum(unit => unit.Owed), region.Owed);
                Assert.Equal(units.Sum(unit => unit.Due), region.Due);
                Assert.Equal(units.Max(unit => unit.DaysOverdue), region.DaysOverdue);
            }
        });

    [Fact]
    public void A_unit_owes_what_plain_counting_says()
        => Gen.Select(World.Any, Gen.Int[-5, 130]).Sample((world, day) =>
        {
            var today = Day("09-10").AddDays(day);
            foreach (var place in world.Places.All)
            {
                Assert.Equal(
                    world.Counted(place.Id, Stage.Completed, today).Owed + world.Counted(place.Id, Stage.Accepted, today).Owed,
                    world.Standing(world.Own(place.Id), today).Owed);
            }
        });

    [Fact]
    public void An_earlier_effective_date_never_raises_what_is_owed()
        => Gen.Select(World.Any.Where(world => !world.Facts.IsEmpty), Gen.Int[0, 24], Gen.Int[0, 4], Gen.Int[1, 60], Gen.Int[0, 130])
            .Sample((world, which, stage, days, day) =>
            {
                var today = Day("09-10").AddDays(day);
                var fact = world.Facts[which % world.Facts.Length];
                var moved = world with { Facts = world.Facts.Replace(fact, fact.Earlier(stage % fact.On.Length, days)) };
                foreach (var place in world.Places.All)
                    Assert.True(moved.At(place.Id, today).Owed <= world.At(place.Id, today).Owed);
            });

    [Fact]
    public void The_order_of_arrival_changes_nothing()
        => Gen.Select(World.Any, Gen.Int).Sample((world, seed) =>
        {
            var shuffled = world with
            {
                Facts = [.. Shuffled(world.Facts, seed)],
                Targets = [.. Shuffled(world.Targets, seed + 1)],
            };
            Assert.Equal(world.Region(District), shuffled.Region(District));

            var today = Day("11-12");
            var cells = world.Region(District).Cells;
            var targets = world.TargetsOf(District);
            Assert.Equal(
                Standings.Of(world.Line, cells, today, true, false, null),
                Standings.Of(world.Line, Shuffled(cells, seed), today, true, false, null));
            Assert.Equal(
                Debts.Met(world.Line, targets, cells, []),
                Debts.Met(world.Line, targets, Shuffled(cells, seed), []));
        });

    private static T[] Shuffled<T>(IEnumerable<T> items, int seed)
    {
        var all = items.ToArray();
        new Random(seed).Shuffle(all);
        return all;
    }
}

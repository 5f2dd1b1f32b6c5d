using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Places;
using CsCheck;

namespace Circle.Domain.Tests.Plans;

/// <summary>The rules of debts where facilities are reported, returned, moved, suspended and withdrawn by commands.</summary>
public sealed class LivedTests
{
    private const int Rounds = 250;

    private static readonly ImmutableArray<Stage> Stages = [Stage.Prepared, Stage.Delivered, Stage.Completed, Stage.Filed, Stage.Accepted];

    [Fact]
    public void A_region_owes_the_sum_of_its_units_after_moves_returns_suspensions_and_withdrawals()
        => Gen.Select(Lived.Any, Gen.Int[0, 6]).Sample(
            (lived, one) =>
            {
                var (world, network) = (lived.Plainly, new Network(lived.World.Places, lived.Plan));
                foreach (var row in lived.Rows) network.Tell(row);
                network.ReportAll();
                foreach (var day in world.Days.Where((_, i) => i % 7 == one))
                {
                    var counted = world.Places.All.ToDictionary(unit => unit.Id, unit => Stages.Sum(stage => world.Counted(unit.Id, stage, day).Owed));
                    foreach (var place in world.Places.All)
                    {
                        Assert.Equal(counted[place.Id], world.Standing(Tally.Of(network.Sums(place.Id).OwnCellsOf(world.Line.Id)), day).Owed);
                        Assert.Equal(
                            world.Places.Subtree(place.Id).Sum(unit => counted[unit.Id]),
                            world.Standing(Tally.Of(network.Sums(place.Id).CellsOf(world.Line.Id)), day).Owed);
                    }
                }
            },
            iter: Rounds);

    /// <summary>Only the day differs of which a report speaks; all that was decided after it stays.</summary>
    [Fact]
    public void A_report_that_speaks_of_an_earlier_day_never_raises_what_is_owed_anywhere_on_any_day()
        => Gen.Select(Lived.Any, Gen.Int[0, 999], Gen.Int[1, 90]).Sample(
            (lived, which, days) =>
            {
                var dated = (from facility in Enumerable.Range(0, lived.Told.Length)
                             from index in Enumerable.Range(0, lived.Told[facility].Length)
                             where Earlier(lived.Told[facility][index].Event, days) is not null
                             select (facility, index)).ToList();
                if (dated.Count == 0) return;
                var (f, i) = dated[which % dated.Count];
                var told = lived.Told[f];
                var moved = lived with { Told = lived.Told.SetItem(f, told.SetItem(i, told[i] with { Event = Earlier(told[i].Event, days)! })) };

                var (before, after) = (lived.Plainly, moved.Plainly);
                foreach (var place in before.Places.All)
                {
                    var (late, early) = (before.Region(place.Id), after.Region(place.Id));
                    foreach (var day in before.Days.Union(after.Days))
                    {
                        Assert.True(after.Standing(early, day).Owed <= before.Standing(late, day).Owed);
                        Assert.True(after.Standing(early, day).DaysOverdue <= before.Standing(late, day).DaysOverdue);
                    }
                }
            },
            iter: Rounds);

    /// <summary>Rows and reports come in any order, late and more than once, to all regions: every wall says the same.</summary>
    [Fact]
    public void In_which_order_and_how_often_things_are_heard_changes_nothing_on_any_wall()
        => Gen.Select(Lived.Any, Gen.Int, Gen.Int[0, 140]).Sample(
            (lived, seed, days) =>
            {
                var today = Sample.Day("09-10").AddDays(days);
                var straight = new Network(lived.World.Places, lived.Plan);
                foreach (var row in lived.Rows) straight.Tell(row);
                straight.ReportAll();

                var (shuffled, order) = (new Network(lived.World.Places, lived.Plan), new Random(seed));
                var underway = lived.Rows.ToList();
                underway.AddRange(underway.Where(_ => order.Next(3) == 0).ToList());
                foreach (var row in order.Shuffled(underway))
                {
                    shuffled.Tell(row);
                    if (order.Next(3) == 0) shuffled.Report(lived.World.Places.All[order.Next(lived.World.Places.All.Length)].Id);
                    if (order.Next(4) == 0) shuffled.Repeat(order);
                }

                shuffled.ReportAll();
                shuffled.Repeat(order);

                foreach (var place in lived.World.Places.All)
                {
                    var (expected, shown) = (straight.Wall(place.Id, today), shuffled.Wall(place.Id, today));
                    Assert.Equal(expected, shown);
                    Assert.Contains("ticker", shown.Keys);
                    Assert.Contains($"line/{lived.World.Line.Id}", shown.Keys);
                }
            },
            iter: 80);

    private static FacilityEvent? Earlier(FacilityEvent what, int days) => what switch
    {
        FacilityEvent.Progressed e => e with { On = e.On.AddDays(-days) },
        FacilityEvent.Completed e => e with { On = e.On.AddDays(-days) },
        FacilityEvent.Filed e => e with { On = e.On.AddDays(-days) },
        FacilityEvent.Accepted e => e with { On = e.On.AddDays(-days) },
        _ => null,
    };
}

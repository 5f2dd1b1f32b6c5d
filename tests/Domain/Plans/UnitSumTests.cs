using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using CsCheck;

namespace Circle.Domain.Tests.Plans;

/// <summary>What a region owes is what its answerable units owe, whatever the line's shape, surpluses and district-held quotas.</summary>
public sealed class UnitSumTests
{
    private const int Rounds = 200;

    private static readonly ImmutableArray<Stage> Stages = [Stage.Prepared, Stage.Delivered, Stage.Completed, Stage.Filed, Stage.Accepted];

    [Fact]
    public void A_region_owes_what_plain_counting_finds_at_the_units_under_it_on_any_day()
        => Gen.Select(World.Wild, Gen.Int[0, 4]).Sample(
            (world, one) =>
            {
                foreach (var day in world.Days.Where((_, i) => i % 5 == one))
                {
                    var owed = world.Places.All.ToDictionary(unit => unit.Id, unit => Stages.Sum(stage => world.Counted(unit.Id, stage, day).Owed));
                    foreach (var place in world.Places.All)
                        Assert.Equal(world.Places.Subtree(place.Id).Sum(unit => owed[unit.Id]), world.At(place.Id, day).Owed);
                }
            },
            iter: Rounds);

    [Fact]
    public void Days_overdue_count_from_the_oldest_step_that_any_unit_under_it_left_unmet()
        => Gen.Select(World.Wild, Gen.Int[0, 140]).Sample(
            (world, days) =>
            {
                var today = Sample.Day("09-10").AddDays(days);
                foreach (var place in world.Places.All)
                {
                    var unmet = from unit in world.Places.Subtree(place.Id)
                                from target in world.TargetsOf(unit.Id)
                                where target.Due < today && Has(world, unit.Id, target.Stage, today) < target.Cumulative
                                select today.DayNumber - target.Due.DayNumber;
                    Assert.Equal(unmet.DefaultIfEmpty(0).Max(), world.At(place.Id, today).DaysOverdue);
                }
            },
            iter: Rounds);

    /// <summary>The district's own quota lives of what no street was credited with (§三(六)); no street ever lives of another's.</summary>
    [Fact]
    public void Nobodys_surplus_pays_what_a_unit_beside_it_owes()
        => Gen.Select(World.Wild, Gen.Int[0, 99], Gen.Int[1, 8]).Sample(
            (world, where, items) =>
            {
                var place = world.Places.All[where % world.Places.All.Length].Id;
                var above = world.Places.PathUp(place).Select(p => p.Id).ToHashSet();
                var richer = world with { Facts = [.. world.Facts, .. Enumerable.Repeat(Everything(place), items)] };
                foreach (var other in world.Places.All.Where(p => !above.Contains(p.Id)))
                    Assert.Equal(world.Region(other.Id), richer.Region(other.Id));

                // Where the unit itself and all above it had everything already, all of it is surplus and pays nobody.
                if (above.All(unit => world.TargetsOf(unit).All(t => Has(world, unit, t.Stage, t.Due) >= t.Cumulative)))
                {
                    foreach (var day in world.Days)
                        Assert.Equal(world.At(Sample.District, day).Owed, richer.At(Sample.District, day).Owed);
                }
            },
            iter: Rounds);

    [Fact]
    public void A_unit_without_targets_adds_nothing_whatever_it_built_under_a_region_that_holds_no_quota()
        => World.Wild.Sample(
            world =>
            {
                var streets = world with { Targets = [.. world.Targets.Where(t => t.Unit != Sample.District)] };
                var excluded = PlaceId.Of("excluded");
                var more = streets with
                {
                    Places = new PlaceTree(streets.Places.All.Add(new PlaceNode(excluded, PlaceKind.Street, "excluded", Sample.District))),
                    Facts = [.. streets.Facts, .. Enumerable.Repeat(Everything(excluded), 5)],
                };
                foreach (var day in streets.Days)
                {
                    var (before, after) = (streets.At(Sample.District, day), more.At(Sample.District, day));
                    Assert.Equal((before.Due, before.Owed, before.DaysOverdue, before.Status), (after.Due, after.Owed, after.DaysOverdue, after.Status));
                    Assert.Equal(before.Step, after.Step);
                    Assert.Equal(before.Forecast, after.Forecast);

                    var itself = Standings.Of(more.Line, more.Region(excluded).Cells, day, true, true, Sample.Day("09-10"));
                    Assert.Equal((Status.NothingDue, 0L, 0L, 0), (itself.Status, itself.Due, itself.Owed, itself.DaysOverdue));
                }
            },
            iter: Rounds);

    [Fact]
    public void An_unconfirmed_or_an_excluded_line_is_in_nobodys_burden()
        => Gen.Select(World.Wild, World.Wild, Gen.Int[0, 140]).Sample(
            (world, other, days) =>
            {
                var today = Sample.Day("09-10").AddDays(days);
                var counted = world.At(Sample.District, today);
                var cells = other.Region(Sample.District).Cells;
                foreach (var uncounted in (LineStanding[])
                         [
                             Standings.Of(other.Line, cells, today, baselineConfirmed: false, excluded: false, Sample.Day("09-10")),
                             Standings.Of(other.Line, cells, today, baselineConfirmed: true, excluded: true, Sample.Day("09-10")),
                             Standings.Of(other.Line, cells, today, baselineConfirmed: false, excluded: true, null),
                         ])
                {
                    Assert.False(uncounted.Status.IsRed());
                    Assert.Equal(Burden.Of([counted]), Burden.Of([counted, uncounted]));
                }
            },
            iter: Rounds);

    /// <summary>What a unit can count: its region's items less what lower units keep.</summary>
    private static long Has(World world, PlaceId unit, Stage stage, DateOnly day)
    {
        // Asked as a unit that owes without end, plain counting keeps everything that is there.
        const long endless = 1_000_000;
        var asked = world with
        {
            Targets = [.. world.Targets.Where(t => t.Unit != unit), new Target(unit, world.Line.Id, world.Line.Steps[0].Id, stage, day, endless)],
        };
        return asked.Counted(unit, stage, day).Kept;
    }

    private static Fact Everything(PlaceId place) => new(place, [.. Stages.Select(_ => Sample.Day("09-15"))]);
}

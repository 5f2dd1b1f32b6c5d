using Circle.Domain.Evidence;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using CsCheck;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Evidence;

public sealed class UnitLedgersTests
{
    private static readonly Gen<(World World, int Root, int Day)> Asked = Gen.Select(World.Any, Gen.Int[0, 99], Gen.Int[0, 130]);

    [Fact]
    public void What_units_owe_adds_up_to_what_the_place_owes_at_any_depth()
        => Asked.Sample((world, which, day) =>
        {
            var (root, today) = (world.Places.All[which % world.Places.All.Length].Id, Day("09-10").AddDays(day));
            var ledgers = Ledgers.Of(world, root);

            var units = ledgers.UnitsOf(world.Line, today);

            var place = world.At(root, today);
            Assert.Equal((place.Due, place.Owed), (units.Sum(u => u.Due), units.Sum(u => u.Owed)));
            Assert.Equal(place.DaysOverdue, units.Select(u => u.DaysOverdue).DefaultIfEmpty().Max());
            Assert.Equal(Standings.Of(world.Line, world.Region(root).Cells, today, true, false, Day("09-26")), ledgers.StandingOf(world.Line, today));
        });

    [Fact]
    public void A_unit_stands_as_its_own_debts_do_and_its_steps_add_up_to_them()
        => Asked.Sample((world, _, day) =>
        {
            var today = Day("09-10").AddDays(day);
            var units = Ledgers.Of(world, District).UnitsOf(world.Line, today);

            Assert.All(units, unit =>
            {
                var own = world.Standing(world.Own(unit.Unit), today);
                Assert.Equal((own.Due, own.Owed, own.DaysOverdue), (unit.Due, unit.Owed, unit.DaysOverdue));
                Assert.Equal(unit.Due, unit.Met + unit.Owed);
                var passed = unit.Steps.Where(s => s.Due < today).ToList();
                Assert.Equal((unit.Due, unit.Met), (passed.Sum(s => s.Items), passed.Sum(s => s.Met)));
            });
            Assert.Equal(world.Targets.Select(t => t.Unit).Distinct().Count(), units.Length);
        });

    [Fact]
    public void The_district_s_own_nineteen_stand_beside_the_streets()
    {
        var (line, places) = (SecurityLine() with { Excluded = [] }, Tree(1, 1));
        var plan = Ledgers.Plan(line, Targets.WriteOut(line, places));

        var units = Ledgers.Of(plan, places, "district").UnitsOf(line, Day("11-12"));

        Assert.Equal([("district", 0L), ("s1", 2L), ("s2", 2L)], units.Select(u => (u.Unit.Value, u.Owed)).Order());
        Assert.Equal([("09-30", 1L), ("10-31", 1L), ("11-30", 1L)], units.Single(u => u.Unit.Value == "s1").Steps.Select(s => (s.Label, s.Items)));
        Assert.Equal([2L, 2L, 2L, 19L], UnitLedgers.Together(units).Select(s => s.Items));
        Assert.Equal(43, units.Single(u => u.Unit.Value == "s1").DaysOverdue);
    }

    [Fact]
    public void An_unconfirmed_line_and_an_excluded_place_have_no_units()
    {
        var (line, places) = (SecurityLine() with { Excluded = [PlaceId.Of("s2")] }, Tree(1, 1));
        var targets = Targets.WriteOut(line, places);

        Assert.Empty(Ledgers.Of(Ledgers.Plan(line, targets, isConfirmed: false), places, "district").UnitsOf(line, Day("11-12")));
        Assert.Empty(Ledgers.Of(Ledgers.Plan(line, targets), places, "s2").UnitsOf(line, Day("11-12")));
        Assert.Empty(Ledgers.Of(Ledgers.Plan(line, targets), places, "s2c1").UnitsOf(line, Day("11-12")));
        Assert.Equal(["s1"], Ledgers.Of(Ledgers.Plan(line, targets), places, "s1").UnitsOf(line, Day("11-12")).Select(u => u.Unit.Value));
    }
}

using CsCheck;

namespace Circle.Domain.Tests.Plans;

/// <summary>What a day of effect does, over lines of any shape: steps of several stages, some on one date, targets that fall.</summary>
public sealed class EffectiveDateTests
{
    private const int Rounds = 250;

    private static readonly Gen<(World World, int Fact, int Stage, int Days)> Moves =
        Gen.Select(World.Wild.Where(world => !world.Facts.IsEmpty), Gen.Int[0, 99], Gen.Int[0, 9], Gen.Int[1, 150]);

    [Fact]
    public void Earlier_never_raises_what_is_owed_anywhere_on_any_day()
        => Moves.Sample(
            (world, which, stage, days) => NeverOwesMore(than: world, Moved(world, which, fact => fact.Earlier(stage % fact.On.Length, days))),
            iter: Rounds);

    [Fact]
    public void Later_never_lowers_what_is_owed_anywhere_on_any_day()
        => Moves.Sample(
            (world, which, stage, days) => NeverOwesMore(than: Moved(world, which, fact => fact.Later(stage % fact.On.Length, days)), world),
            iter: Rounds);

    [Fact]
    public void A_fact_changes_nothing_on_a_day_before_it_took_effect()
        => Moves.Sample(
            (world, which, _, _) =>
            {
                var fact = world.Facts[which % world.Facts.Length];
                var without = world with { Facts = world.Facts.Remove(fact) };
                foreach (var place in world.Places.All)
                {
                    var (cells, fewer) = (world.Region(place.Id), without.Region(place.Id));
                    foreach (var day in world.Days.Where(day => day < fact.On[0]))
                        Assert.Equal(without.Standing(fewer, day), world.Standing(cells, day));
                }
            },
            iter: Rounds);

    [Fact]
    public void A_fact_more_never_raises_what_is_owed_nor_the_days_overdue_and_leaves_what_is_due()
        => Moves.Sample(
            (world, which, _, _) => NeverOwesMore(than: world with { Facts = world.Facts.RemoveAt(which % world.Facts.Length) }, world),
            iter: Rounds);

    private static World Moved(World world, int which, Func<Fact, Fact> move)
    {
        var fact = world.Facts[which % world.Facts.Length];
        return world with { Facts = world.Facts.Replace(fact, move(fact)) };
    }

    private static void NeverOwesMore(World than, World world)
    {
        foreach (var place in world.Places.All)
        {
            var (more, fewer) = (than.Region(place.Id), world.Region(place.Id));
            foreach (var day in than.Days.Union(world.Days))
            {
                var (before, after) = (than.Standing(more, day), world.Standing(fewer, day));
                Assert.True(after.Owed <= before.Owed, $"{place.Id} on {day:yyyy-MM-dd} owes {after.Owed} instead of {before.Owed}");
                Assert.True(after.DaysOverdue <= before.DaysOverdue, $"{place.Id} on {day:yyyy-MM-dd}: {after.DaysOverdue} days instead of {before.DaysOverdue}");
                Assert.Equal(before.Due, after.Due);
            }
        }
    }
}

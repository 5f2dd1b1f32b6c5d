using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using CsCheck;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Tests.Places;

/// <summary>A whole district's sums over a bad network against the same counted from scratch.</summary>
public sealed class RollupTests
{
    /// <summary>What happens: a kind of step and three numbers that it makes of what it needs.</summary>
    private static readonly Gen<(int Kind, int A, int B, int C)[]> Steps = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 999]).Array[0, 150];

    private static readonly Gen<(PlaceTree, int[], (int Kind, int A, int B, int C)[], int)> Histories =
        Gen.Select(Gen.Int[0, 3].Array[1, 3].Select(communities => Sample.Tree(communities)), Gen.Int[-4, 5].Array[200], Steps, Gen.Int);

    [Fact]
    public void When_all_is_delivered_the_district_publishes_the_rows_and_the_debts()
        => Histories.Sample((tree, quotas, steps, order) =>
        {
            var district = Live(tree, quotas, steps);
            district.DeliverAll(new Random(order));

            district.Compare();

            AssertRight(district);
        });

    [Fact]
    public void A_repeat_of_everything_ever_sent_changes_nothing()
        => Histories.Sample((tree, quotas, steps, order) =>
        {
            var district = Live(tree, quotas, steps);
            district.DeliverAll(new Random(order));
            district.Compare();

            district.RepeatEverything(new Random(order));

            AssertRight(district);
            Assert.All(tree.All, place => Assert.Empty(district.Sums(place.Id).TakeChanged()));
        });

    [Fact]
    public void What_was_lost_is_found_by_the_comparison_alone()
        => Histories.Sample((tree, quotas, steps, _) =>
        {
            var district = Live(tree, quotas, steps);

            district.Compare();

            AssertRight(district);
        });

    internal static Rollup Live(PlaceTree tree, int[] quotas, IEnumerable<(int Kind, int A, int B, int C)> steps)
    {
        var district = new Rollup(tree, PlanOf(Written(tree, quotas, 0)));
        foreach (var step in steps) Do(district, step, quotas);
        return district;
    }

    internal static Tally CellsOf(int a, int b, int c) => Tally.Of(
    [
        Sample.Reached(Rollup.Lines[a % 2], a % 3 == 0 ? Stage.Completed : Stage.Accepted, Sample.Day("09-10").AddDays(b % 100), 1 + (c % 2)),
        Sample.Reached(World.TwoStages, Stage.Completed, Sample.Day("09-10").AddDays(c % 100)),
        Sample.Heard(Rollup.Lines[b % 2], Sample.Day("09-10").AddDays(a % 100)),
        new Cell(new TallyKey(World.TwoStages.Id, MeasureId.Of("bench"), TallyKey.PointOf(Stage.Delivered), Sample.Day("10-01")), 1_000 * (a % 4)),
    ]);

    private static void Do(Rollup district, (int Kind, int A, int B, int C) step, int[] quotas)
    {
        var (kind, a, b, c) = step;
        PlaceId Some(int n) => district.Places.All[n % district.Places.All.Length].Id;
        switch (kind)
        {
            case < 35: district.Commit(StreamId.Of("facility", $"f{a % 8}"), Some(b), CellsOf(a, b, c)); break;
            case < 55: district.DeliverRow(a, again: b % 4 == 0); break;
            case < 58: district.LoseRow(a); break;
            case < 75: district.Report(Some(a)); break;
            case < 90: district.DeliverReport(a, again: b % 4 == 0, answered: c % 4 != 0); break;
            case < 92: district.LoseReport(a); break;
            case < 94: district.Restart(Some(a)); break;
            case < 97: district.Rearrange(Moved(district.Places, a, b)); break;
            default: district.Owe(Written(district.Places, quotas, a)); break;
        }
    }

    /// <summary>A community goes to another street.</summary>
    private static PlaceTree Moved(PlaceTree tree, int which, int to)
    {
        var (communities, streets) = (tree.OfKind(PlaceKind.Community).ToList(), tree.OfKind(PlaceKind.Street).ToList());
        if (communities.Count == 0) return tree;
        var moved = communities[which % communities.Count];
        return new PlaceTree(tree.All.Select(p => p == moved ? p with { Parent = streets[to % streets.Count].Id } : p));
    }

    internal static PlanVersion PlanOf(ImmutableArray<Target> targets) => new(
        1, new PlanDocument("号", "计划", Sample.Day("09-01"), Rollup.Lines, []), targets, ImmutableDictionary<LineId, Baseline>.Empty);

    private static ImmutableArray<Target> Written(PlaceTree places, int[] quotas, int shift) =>
    [
        .. from unit in Enumerable.Range(0, places.All.Length)
           from line in Rollup.Lines
           from step in Enumerable.Range(0, line.Steps.Length)
           let cumulative = quotas[((unit * 10) + (line == Rollup.Lines[0] ? 0 : 5) + step + shift) % quotas.Length]
           where cumulative > 0
           select Sample.Target(line, step, places.All[unit].Id.Value, cumulative),
    ];

    private static void AssertRight(Rollup district)
        => Assert.All(district.Places.All, place =>
        {
            var published = district.Sums(place.Id).Whole();
            Assert.Equal(published.Length, published.Select(c => c.Key).Distinct().Count());
            Assert.Equal(district.Expected(place.Id), Tally.Of(published));
        });
}

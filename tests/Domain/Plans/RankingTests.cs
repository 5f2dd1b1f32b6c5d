using Circle.Domain.Plans;
using CsCheck;

namespace Circle.Domain.Tests.Plans;

public sealed class RankingTests
{
    private static readonly Gen<Burden[]> Burdens =
        (from due in Gen.Int[0, 6]
         from owed in Gen.Int[0, due]
         from days in Gen.Int[0, owed]
         select new Burden(owed, due, days)).Array[0, 20];

    private static string Ranks(params Burden[] burdens)
        => string.Join(' ', Ranking.Of(burdens.Select((burden, index) => (Name: (char)('a' + index), burden)), unit => unit.burden)
            .Select(ranked => $"{ranked.Unit.Name}{ranked.Rank?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}"));

    [Fact]
    public void Equal_ratio_and_days_share_a_rank_and_the_next_skips()
        => Assert.Equal("b1 a2 c2 d4", Ranks(new(1, 3, 5), new(1, 2, 1), new(2, 6, 5), new(1, 3, 4)));

    [Fact]
    public void Nothing_due_stands_apart_at_the_end()
        => Assert.Equal("c1 b2 d2 a- e-", Ranks(default, new(0, 4, 0), new(1, 4, 1), new(0, 9, 0), default));

    [Fact]
    public void Thirds_are_exact_however_large()
    {
        const long Third = 3_000_000_000_000_000_000;

        Assert.Equal("b1 a2", Ranks(new(Third, 3 * Third, 1), new(Third + 1, 3 * Third, 1)));
    }

    [Fact]
    public void A_rank_is_one_more_than_the_number_of_those_further_behind()
        => Burdens.Sample(burdens =>
        {
            var ranked = Ranking.Of(burdens, burden => burden);
            Assert.Equal(burdens.Length, ranked.Length);
            Assert.All(ranked, one => Assert.Equal(
                one.Burden.Due == 0 ? null : 1 + burdens.Count(other => other.Due > 0 && FurtherBehind(other, one.Burden)),
                one.Rank));
        });

    [Fact]
    public void The_order_given_decides_between_equals_and_nothing_else()
        => Gen.Select(Burdens, Gen.Int).Sample(
            (burdens, seed) =>
            {
                var named = burdens.Select((burden, name) => (Name: name, Burden: burden)).ToArray();
                var straight = Ranking.Of(named, unit => unit.Burden);
                var order = named.ToArray();
                new Random(seed).Shuffle(order);
                var shuffled = Ranking.Of(order, unit => unit.Burden);

                Assert.Equal(straight.OrderBy(r => r.Unit.Name).Select(r => r.Rank), shuffled.OrderBy(r => r.Unit.Name).Select(r => r.Rank));
                Assert.Equal(straight.Select(r => r.Rank), shuffled.Select(r => r.Rank));
                foreach (var (listed, given) in new[] { (straight, named), (shuffled, order) })
                {
                    foreach (var equals in listed.GroupBy(r => r.Rank))
                        Assert.Equal(given.Where(equals.Select(r => r.Unit).Contains), equals.Select(r => r.Unit));
                }
            },
            iter: 300);

    /// <summary>Total and transitive: what two alone say of each other holds in any company.</summary>
    [Fact]
    public void Who_is_further_behind_of_two_is_so_among_all()
        => Burdens.Sample(
            burdens =>
            {
                var all = Ranking.Of(burdens.Select((burden, name) => (Name: name, Burden: burden)), unit => unit.Burden);
                foreach (var a in all.Where(r => r.Rank is not null))
                {
                    foreach (var b in all.Where(r => r.Rank is not null))
                    {
                        var two = Ranking.Of([a.Burden, b.Burden], burden => burden);
                        Assert.Equal(a.Rank == b.Rank, two[0].Rank == two[1].Rank);
                        if (a.Rank < b.Rank) Assert.Equal(a.Burden, two[0].Burden);
                    }
                }

                Assert.All(all, ranked => Assert.Equal(ranked.Burden.Due == 0, ranked.Rank is null));
                Assert.Equal(all.OrderBy(r => r.Rank is null).ThenBy(r => r.Rank), all);
            },
            iter: 200);

    [Fact]
    public void Tasks_go_by_status_first_and_unconfirmed_ones_last()
    {
        LineStanding[] lines =
        [
            Standing("unconfirmed", Status.BaselineUnconfirmed, 0, 0, 0),
            Standing("silent", Status.NoData, 0, 4, 0),
            Standing("behind", Status.Behind, 2, 4, 9),
            Standing("further", Status.Behind, 3, 4, 1),
            Standing("equal", Status.Behind, 1, 2, 9),
            Standing("missed", Status.Missed, 1, 9, 1),
        ];

        Assert.Equal(
            ["missed", "further", "behind", "equal", "silent", "unconfirmed"],
            Ranking.MostBehind(lines).Select(line => line.Line.Value));
    }

    [Fact]
    public void A_line_with_nothing_due_is_not_equal_to_every_other()
    {
        LineStanding[] lines =
        [
            Standing("less", Status.Behind, 1, 2, 9),
            Standing("none", Status.Behind, 0, 0, 0),
            Standing("more", Status.Behind, 3, 4, 1),
        ];

        Assert.Equal(["more", "less", "none"], Ranking.MostBehind(lines).Select(line => line.Line.Value));
    }

    [Fact]
    public void A_units_burden_adds_its_lines_and_takes_the_longest_delay()
        => Assert.Equal(new Burden(3, 7, 9), Burden.Of(
        [
            Standing("a", Status.Behind, 1, 3, 9),
            Standing("b", Status.Missed, 2, 4, 2),
            Standing("c", Status.BaselineUnconfirmed, 5, 5, 50),
        ]));

    private static bool FurtherBehind(Burden a, Burden b)
        => a.Owed * b.Due > b.Owed * a.Due || (a.Owed * b.Due == b.Owed * a.Due && a.DaysOverdue > b.DaysOverdue);

    private static LineStanding Standing(string line, Status status, long owed, long due, int days)
        => new(LineId.Of(line), status, due, owed, 0, days, null, null);
}

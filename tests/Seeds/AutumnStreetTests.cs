using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Seeds.Tests;

/// <summary>
/// The same autumn street by street, when nothing is done and everyone says so. Across are the 24 lines in the document's order, with
/// the letters of <see cref="AutumnTests"/>. A street that a line asks nothing of, or that the document leaves out, says · on every day.
/// </summary>
public class AutumnStreetTests
{
    private static readonly DateOnly November = new(2013, 11, 12);
    private static readonly DateOnly December = new(2013, 12, 1);
    private static readonly DateOnly NewYear = new(2014, 1, 1);

    private static readonly ImmutableArray<PlaceNode> Streets = [.. Autumn.Places.OfKind(PlaceKind.Street)];

    /// <summary>医疗与片医 (6) and 健身器材 (11) in each community, 文化设备 (8) on the streets of its roster, the six security lines (19–24) but in 杨金路.</summary>
    [Fact]
    public void On_12_November()
        => Assert.Equal(
            """
                           1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24  owed
            fengqinglu     ·  ·  o  o  ·  M  ·  B  ·  ·  M  ·  o  ·  ·  ·  ·  ·  B  B  B  B  B  B    52
            dongfenglu     ·  ·  o  o  ·  M  ·  B  ·  ·  M  ·  ·  o  ·  ·  ·  ·  B  B  B  B  B  B    67
            duling         ·  ·  o  o  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  B  B  B  B  B  B    36
            fengchanlu     ·  ·  o  o  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  B  B  B  B  B  B    70
            huayuanlu      ·  ·  o  o  ·  M  ·  B  ·  ·  M  ·  o  o  ·  ·  ·  ·  B  B  B  B  B  B    46
            beilinlu       ·  ·  o  o  ·  M  ·  B  ·  ·  M  ·  o  ·  ·  ·  ·  ·  B  B  B  B  B  B    49
            renminlu       ·  ·  o  o  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  B  B  B  B  B  B    39
            jingbalu       ·  ·  o  o  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  B  B  B  B  B  B    49
            nanyanglu      ·  ·  o  o  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  B  B  B  B  B  B    40
            weilailu       ·  ·  o  o  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  B  B  B  B  B  B    33
            nanyangxincun  ·  ·  o  o  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  B  B  B  B  B  B    46
            wenhualu       ·  ·  o  o  ·  M  ·  B  ·  ·  M  ·  o  ·  ·  ·  ·  ·  B  B  B  B  B  B    31
            dashiqiao      ·  ·  o  o  ·  M  ·  B  ·  ·  M  ·  o  ·  ·  ·  ·  ·  B  B  B  B  B  B    39
            guojilu        ·  ·  o  o  ·  M  ·  ·  ·  ·  M  ·  o  ·  ·  ·  ·  ·  B  B  B  B  B  B    32
            fenghuangtai   ·  ·  o  o  ·  M  ·  ·  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  B  B  B  B  B  B    20
            yangjinlu      ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·     0
            xingdalu       ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  B  B  B  B  B  B    12
            """,
            Table(November));

    /// <summary>The third batch was the last that a street answers for: 超期 there, 滞后 in the district, which has December before it.</summary>
    [Fact]
    public void On_1_December()
        => Assert.Equal(
            """
                           1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24  owed
            fengqinglu     ·  ·  B  B  ·  M  ·  B  ·  ·  M  ·  M  ·  ·  ·  ·  ·  M  M  M  M  M  M    69
            dongfenglu     ·  ·  B  B  ·  M  ·  B  ·  ·  M  ·  ·  M  ·  ·  ·  ·  M  M  M  M  M  M    89
            duling         ·  ·  B  B  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  M  M  M  M  M  M    48
            fengchanlu     ·  ·  B  B  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  M  M  M  M  M  M    89
            huayuanlu      ·  ·  B  B  ·  M  ·  B  ·  ·  M  ·  M  M  ·  ·  ·  ·  M  M  M  M  M  M    64
            beilinlu       ·  ·  B  B  ·  M  ·  B  ·  ·  M  ·  M  ·  ·  ·  ·  ·  M  M  M  M  M  M    68
            renminlu       ·  ·  B  B  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  M  M  M  M  M  M    52
            jingbalu       ·  ·  B  B  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  M  M  M  M  M  M    64
            nanyanglu      ·  ·  B  B  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  M  M  M  M  M  M    53
            weilailu       ·  ·  B  B  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  M  M  M  M  M  M    45
            nanyangxincun  ·  ·  B  B  ·  M  ·  B  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  M  M  M  M  M  M    60
            wenhualu       ·  ·  B  B  ·  M  ·  B  ·  ·  M  ·  M  ·  ·  ·  ·  ·  M  M  M  M  M  M    43
            dashiqiao      ·  ·  B  B  ·  M  ·  B  ·  ·  M  ·  M  ·  ·  ·  ·  ·  M  M  M  M  M  M    53
            guojilu        ·  ·  B  B  ·  M  ·  ·  ·  ·  M  ·  M  ·  ·  ·  ·  ·  M  M  M  M  M  M    45
            fenghuangtai   ·  ·  B  B  ·  M  ·  ·  ·  ·  M  ·  ·  ·  ·  ·  ·  ·  M  M  M  M  M  M    29
            yangjinlu      ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·     0
            xingdalu       ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  M  M  M  M  M  M    18
            """,
            Table(December));

    [Fact]
    public void On_New_Years_Day()
        => Assert.Equal(
            """
                           1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24  owed
            fengqinglu     B  B  M  B  ·  M  ·  M  ·  ·  M  ·  M  ·  M  M  M  M  M  M  M  M  M  M   116
            dongfenglu     B  B  M  B  ·  M  ·  M  ·  ·  M  ·  ·  M  M  M  M  M  M  M  M  M  M  M   150
            duling         B  B  M  B  ·  M  ·  M  ·  ·  M  ·  ·  ·  M  M  M  M  M  M  M  M  M  M    80
            fengchanlu     B  B  M  B  ·  M  ·  M  ·  ·  M  ·  ·  ·  M  M  M  M  M  M  M  M  M  M   149
            huayuanlu      B  B  M  B  ·  M  ·  M  ·  ·  M  ·  M  M  M  M  M  M  M  M  M  M  M  M   105
            beilinlu       B  B  M  B  ·  M  ·  M  ·  ·  M  ·  M  ·  M  M  M  M  M  M  M  M  M  M   111
            renminlu       B  B  M  B  ·  M  ·  M  ·  ·  M  ·  ·  ·  M  M  M  M  M  M  M  M  M  M    86
            jingbalu       B  B  M  B  ·  M  ·  M  ·  ·  M  ·  ·  ·  M  M  M  M  M  M  M  M  M  M   108
            nanyanglu      B  B  M  B  ·  M  ·  M  ·  ·  M  ·  ·  ·  M  M  M  M  M  M  M  M  M  M    88
            weilailu       B  B  M  B  ·  M  ·  M  ·  ·  M  ·  ·  ·  M  M  M  M  M  M  M  M  M  M    74
            nanyangxincun  B  B  M  B  ·  M  ·  M  ·  ·  M  ·  ·  ·  M  M  M  M  M  M  M  M  M  M   100
            wenhualu       B  B  M  B  ·  M  ·  M  ·  ·  M  ·  M  ·  M  M  ·  M  M  M  M  M  M  M    67
            dashiqiao      B  B  M  B  ·  M  ·  M  ·  ·  M  ·  M  ·  M  M  M  M  M  M  M  M  M  M    87
            guojilu        B  B  M  B  ·  M  ·  ·  ·  ·  M  ·  M  ·  M  M  M  M  M  M  M  M  M  M    73
            fenghuangtai   B  B  M  B  ·  M  ·  ·  ·  ·  M  ·  ·  ·  M  M  ·  M  M  M  M  M  M  M    43
            yangjinlu      B  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  M  ·  ·  ·  ·  ·  ·     3
            xingdalu       B  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  M  M  M  M  M  M  M    21
            """,
            Table(NewYear));

    /// <summary>What the streets owe and what is the office's own: kindergartens 10, training 10, parks 3, and six times 19.</summary>
    [Theory]
    [InlineData("2013-11-12", 661, 0)]
    [InlineData("2013-12-01", 889, 0)]
    [InlineData("2014-01-01", 1461, 137)]
    public void Streets_and_office_add_up_to_the_district(string on, long streets, long office)
    {
        var (day, district) = (DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), Autumn.Places.Root!.Id);

        Assert.Equal(streets, Streets.Sum(street => Owed(street.Id, day)));
        Assert.Equal(office, Autumn.NothingDone.Lines.Sum(line => Autumn.NothingDone.Promised(district, line, day)));
        Assert.Equal(streets + office, Owed(district, day));
    }

    [Fact]
    public void What_a_street_owes_is_the_sum_of_its_units_told_by_their_targets_alone()
    {
        foreach (var day in (DateOnly[])[November, December, NewYear])
        {
            foreach (var street in Streets)
            {
                var ledgers = Autumn.NothingDone.At(street.Id, day);
                foreach (var line in Autumn.NothingDone.Lines)
                {
                    var promised = Autumn.Places.Subtree(street.Id).ToDictionary(unit => unit.Id, unit => Autumn.NothingDone.Promised(unit.Id, line, day));
                    Assert.Equal(promised.Values.Sum(), ledgers.StandingOf(line, day).Owed);
                    Assert.All(ledgers.UnitsOf(line, day), unit => Assert.Equal(promised[unit.Unit], unit.Owed));
                }
            }
        }
    }

    [Fact]
    public void Where_everything_is_done_on_its_last_day_no_street_is_red_and_none_owes()
    {
        foreach (var day in (DateOnly[])[November, December, NewYear])
        {
            foreach (var street in Streets)
            {
                var ledgers = Autumn.AllDone.At(street.Id, day);
                Assert.All(Autumn.AllDone.Lines.Select(line => ledgers.StandingOf(line, day)), s => Assert.True(s.Owed == 0 && !s.Status.IsRed(), $"{street.Id}: {s}"));
            }
        }
    }

    private static long Owed(PlaceId place, DateOnly day)
    {
        var ledgers = Autumn.NothingDone.At(place, day);
        return Autumn.NothingDone.Lines.Sum(line => ledgers.StandingOf(line, day).Owed);
    }

    private static string Table(DateOnly day) => string.Join('\n',
    [
        Row("", Autumn.NothingDone.Lines.Select(line => $"{line.Order}"), "owed"),
        .. Streets.Select(street =>
        {
            var ledgers = Autumn.NothingDone.At(street.Id, day);
            var standings = Autumn.NothingDone.Lines.Select(line => ledgers.StandingOf(line, day)).ToList();
            return Row(street.Id.Value, standings.Select(s => AutumnTable.Letter(s.Status)), $"{standings.Sum(s => s.Owed)}");
        }),
    ]);

    private static string Row(string head, IEnumerable<string> letters, string owed) => $"{head,-13}" + string.Concat(letters.Select(l => l.PadLeft(3))) + owed.PadLeft(6);
}

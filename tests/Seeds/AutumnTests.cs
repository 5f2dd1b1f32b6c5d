using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Evidence;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Seeds.Tests;

/// <summary>
/// The autumn of 2013 day by day, written down from the document and the rules of status, to be checked by eye: how each of the 24
/// lines stands in the district, and how much it owes.
/// <para>
/// M 超期 Missed, B 滞后 Behind (these two are red), N 未报送 NoData, R 预警 AtRisk, o 正常 OnTrack, · 无到期任务 NothingDue,
/// U 基线未确认 BaselineUnconfirmed.
/// </para>
/// </summary>
public class AutumnTests
{
    private static readonly ImmutableArray<DateOnly> Dates =
    [
        new(2013, 9, 15), new(2013, 9, 30), new(2013, 10, 1), new(2013, 10, 15), new(2013, 10, 16), new(2013, 10, 31),
        new(2013, 11, 1), new(2013, 11, 12), new(2013, 11, 30), new(2013, 12, 1), new(2013, 12, 31), new(2014, 1, 1),
    ];

    /// <summary>Nothing was built, and everyone says so: red from the day after a due date, 正常 from four weeks before the first.</summary>
    [Fact]
    public void Nothing_is_done_and_everyone_says_so()
        => Assert.Equal(
            """
                                    9   9  10  10  10  10  11  11  11  12  12   1
                                   15  30   1  15  16  31   1  12  30   1  31   1
             1 service-centre       ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   B
             2 service-station      ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   B
             3 living-circle        ·   ·   ·   ·   ·   ·   ·   o   o   B   M   M
             4 living-station       ·   ·   ·   ·   ·   ·   ·   o   o   B   B   B
             5 lookup-platform      ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
             6 medical              o   o   M   M   M   M   M   M   M   M   M   M
             7 pharmacy             ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
             8 culture-centre       ·   ·   ·   o   o   o   B   B   B   B   B   M
             9 kindergarten         ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   B
            10 training             ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   M
            11 fitness              ·   o   o   o   M   M   M   M   M   M   M   M
            12 park                 ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   M
            13 day-care             ·   ·   ·   ·   ·   ·   ·   o   o   B   B   B
            14 elder-centre         ·   ·   ·   ·   ·   ·   ·   o   o   B   B   B
            15 civility-station     ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   M
            16 rehab-station        ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   M
            17 reading-room         ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   M
            18 youth-team           ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   M
            19 governance-station   o   o   B   B   B   B   B   B   B   B   B   M
            20 police-room          o   o   B   B   B   B   B   B   B   B   B   M
            21 patrol-team          o   o   B   B   B   B   B   B   B   B   B   M
            22 mediation-room       o   o   B   B   B   B   B   B   B   B   B   M
            23 duty-patrol          o   o   B   B   B   B   B   B   B   B   B   M
            24 safety-volunteers    o   o   B   B   B   B   B   B   B   B   B   M
            """,
            States(Autumn.NothingDone));

    /// <summary>Confirmed on 10 September and never heard of: 未报送 after two weeks, after two months where a line reports monthly; red is worse.</summary>
    [Fact]
    public void Nothing_is_done_and_nobody_says_a_word()
        => Assert.Equal(
            """
                                    9   9  10  10  10  10  11  11  11  12  12   1
                                   15  30   1  15  16  31   1  12  30   1  31   1
             1 service-centre       ·   ·   ·   ·   ·   ·   ·   N   N   N   N   B
             2 service-station      ·   ·   ·   ·   ·   ·   ·   N   N   N   N   B
             3 living-circle        ·   N   N   N   N   N   N   N   N   B   M   M
             4 living-station       ·   N   N   N   N   N   N   N   N   B   B   B
             5 lookup-platform      ·   N   N   N   N   N   N   N   N   N   N   N
             6 medical              o   N   M   M   M   M   M   M   M   M   M   M
             7 pharmacy             ·   N   N   N   N   N   N   N   N   N   N   N
             8 culture-centre       ·   ·   ·   o   o   o   B   B   B   B   B   M
             9 kindergarten         ·   N   N   N   N   N   N   N   N   N   N   B
            10 training             ·   N   N   N   N   N   N   N   N   N   N   M
            11 fitness              ·   N   N   N   M   M   M   M   M   M   M   M
            12 park                 ·   N   N   N   N   N   N   N   N   N   N   M
            13 day-care             ·   N   N   N   N   N   N   N   N   B   B   B
            14 elder-centre         ·   N   N   N   N   N   N   N   N   B   B   B
            15 civility-station     ·   N   N   N   N   N   N   N   N   N   N   M
            16 rehab-station        ·   N   N   N   N   N   N   N   N   N   N   M
            17 reading-room         ·   N   N   N   N   N   N   N   N   N   N   M
            18 youth-team           ·   N   N   N   N   N   N   N   N   N   N   M
            19 governance-station   o   N   B   B   B   B   B   B   B   B   B   M
            20 police-room          o   N   B   B   B   B   B   B   B   B   B   M
            21 patrol-team          o   N   B   B   B   B   B   B   B   B   B   M
            22 mediation-room       o   N   B   B   B   B   B   B   B   B   B   M
            23 duty-patrol          o   N   B   B   B   B   B   B   B   B   B   M
            24 safety-volunteers    o   N   B   B   B   B   B   B   B   B   B   M
            """,
            States(Autumn.Silent));

    /// <summary>
    /// Everything on its last day: never red. Sixteen rooms on one day and none for weeks is a pace that does not promise the next
    /// sixteen, nor the nineteen of December: 预警, which is no red.
    /// </summary>
    [Fact]
    public void Everything_is_done_on_its_last_day()
        => Assert.Equal(
            """
                                    9   9  10  10  10  10  11  11  11  12  12   1
                                   15  30   1  15  16  31   1  12  30   1  31   1
             1 service-centre       ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   o
             2 service-station      ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   o
             3 living-circle        ·   ·   ·   ·   ·   ·   ·   o   o   o   o   o
             4 living-station       ·   ·   ·   ·   ·   ·   ·   o   o   o   o   o
             5 lookup-platform      ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
             6 medical              o   o   o   o   o   o   o   o   o   o   o   o
             7 pharmacy             ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
             8 culture-centre       ·   ·   ·   o   o   o   o   o   o   o   o   o
             9 kindergarten         ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   o
            10 training             ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   o
            11 fitness              ·   o   o   o   o   o   o   o   o   o   o   o
            12 park                 ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   o
            13 day-care             ·   ·   ·   ·   ·   ·   ·   o   o   o   o   o
            14 elder-centre         ·   ·   ·   ·   ·   ·   ·   o   o   o   o   o
            15 civility-station     ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   o
            16 rehab-station        ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   o
            17 reading-room         ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   o
            18 youth-team           ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   o   o
            19 governance-station   o   o   o   R   R   o   o   R   o   R   o   o
            20 police-room          o   o   o   R   R   o   o   R   o   R   o   o
            21 patrol-team          o   o   o   R   R   o   o   R   o   R   o   o
            22 mediation-room       o   o   o   R   R   o   o   R   o   R   o   o
            23 duty-patrol          o   o   o   R   R   o   o   R   o   R   o   o
            24 safety-volunteers    o   o   o   R   R   o   o   R   o   R   o   o
            """,
            States(Autumn.AllDone));

    [Fact]
    public void An_unconfirmed_line_is_never_red_and_in_no_total_whatever_was_built()
    {
        foreach (var autumn in (Autumn[])[Autumn.Unconfirmed, Autumn.UnconfirmedButDone])
        {
            foreach (var day in Dates)
            {
                var ledgers = autumn.At(District, day);
                foreach (var line in autumn.Lines)
                    Assert.Equal(new LineStanding(line.Id, Status.BaselineUnconfirmed, 0, 0, 0, 0, null, null), ledgers.StandingOf(line, day));
            }
        }
    }

    /// <summary>From the document by hand; each line's own figures are the document's, and "each community" is 104, "each street" 17 (15 or 16 where it leaves some out).</summary>
    [Fact]
    public void What_is_owed_when_nothing_is_done()
        => Assert.Equal(
            """
                                     9    9   10   10   10   10   11   11   11   12   12    1
                                    15   30    1   15   16   31    1   12   30    1   31    1
             1 service-centre        0    0    0    0    0    0    0    0    0    0    0   17
             2 service-station       0    0    0    0    0    0    0    0    0    0    0   55
             3 living-circle         0    0    0    0    0    0    0    0    0  104  312  312
             4 living-station        0    0    0    0    0    0    0    0    0   15   45   45
             5 lookup-platform       0    0    0    0    0    0    0    0    0    0    0    0
             6 medical               0    0  104  104  104  104  104  104  104  104  104  104
             7 pharmacy              0    0    0    0    0    0    0    0    0    0    0    0
             8 culture-centre        0    0    0    0    0    0   53   53   53   53   53  106
             9 kindergarten          0    0    0    0    0    0    0    0    0    0    0   10
            10 training              0    0    0    0    0    0    0    0    0    0    0   10
            11 fitness               0    0    0    0  312  312  312  312  312  312  312  312
            12 park                  0    0    0    0    0    0    0    0    0    0    0    3
            13 day-care              0    0    0    0    0    0    0    0    0    8    8    8
            14 elder-centre          0    0    0    0    0    0    0    0    0    5    5    5
            15 civility-station      0    0    0    0    0    0    0    0    0    0    0  104
            16 rehab-station         0    0    0    0    0    0    0    0    0    0    0   28
            17 reading-room          0    0    0    0    0    0    0    0    0    0    0   43
            18 youth-team            0    0    0    0    0    0    0    0    0    0    0   34
            19 governance-station    0    0   16   16   16   16   32   32   32   48   48   67
            20 police-room           0    0   16   16   16   16   32   32   32   48   48   67
            21 patrol-team           0    0   16   16   16   16   32   32   32   48   48   67
            22 mediation-room        0    0   16   16   16   16   32   32   32   48   48   67
            23 duty-patrol           0    0   16   16   16   16   32   32   32   48   48   67
            24 safety-volunteers     0    0   16   16   16   16   32   32   32   48   48   67
               together              0    0  200  200  512  512  661  661  661  889 1127 1598
            """,
            Owed(Autumn.NothingDone));

    /// <summary>The lines that may be red, by order: those with a date that has passed. Nothing that anyone does or leaves adds one.</summary>
    [Theory]
    [InlineData("2013-09-15", "")]
    [InlineData("2013-09-30", "")]
    [InlineData("2013-10-01", "6 19 20 21 22 23 24")]
    [InlineData("2013-10-15", "6 19 20 21 22 23 24")]
    [InlineData("2013-10-16", "6 11 19 20 21 22 23 24")]
    [InlineData("2013-10-31", "6 11 19 20 21 22 23 24")]
    [InlineData("2013-11-01", "6 8 11 19 20 21 22 23 24")]
    [InlineData("2013-11-12", "6 8 11 19 20 21 22 23 24")]
    [InlineData("2013-11-30", "6 8 11 19 20 21 22 23 24")]
    [InlineData("2013-12-01", "3 4 6 8 11 13 14 19 20 21 22 23 24")]
    [InlineData("2013-12-31", "3 4 6 8 11 13 14 19 20 21 22 23 24")]
    [InlineData("2014-01-01", "1 2 3 4 6 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24")]
    public void Only_these_lines_may_be_red(string on, string lines)
    {
        var (day, may) = (DateOnly.ParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture), lines.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(may, Red(Autumn.NothingDone, day));
        Assert.Equal(may, Red(Autumn.Silent, day));
        Assert.Empty(Red(Autumn.AllDone, day));
        Assert.Empty(Red(Autumn.Unconfirmed, day));
        foreach (var skipped in (int[])[2, 5]) Assert.All(Red(Autumn.Partly(n => n % skipped != 0), day), line => Assert.Contains(line, may));
    }

    [Fact]
    public void Day_care_reported_by_the_end_of_November_is_not_red_on_1_December_and_waits_for_its_inspection()
    {
        var (line, day) = (Shipped.Line("day-care"), new DateOnly(2013, 12, 1));

        var standing = Autumn.AllDone.At(District, day).StandingOf(line, day);

        Assert.Equal((8, 0, 8), (standing.Due, standing.Owed, standing.Waiting));
        Assert.False(standing.Status.IsRed());
    }

    /// <summary>A street answers for three; what December asks beyond them has been given to none.</summary>
    [Fact]
    public void The_nineteen_of_December_are_the_offices_own()
    {
        var (before, after) = (new DateOnly(2013, 12, 31), new DateOnly(2014, 1, 1));
        var (then, now) = (Autumn.NothingDone.At(District, before), Autumn.NothingDone.At(District, after));

        foreach (var line in Shipped.SecurityLines)
        {
            Assert.Equal((0L, 0), Office(then.UnitsOf(line, before)));
            Assert.Equal((19L, 1), Office(now.UnitsOf(line, after)));
            Assert.Equal(48, now.UnitsOf(line, after).Where(u => u.Unit != District).Sum(u => u.Owed));
        }

        (long, int) Office(IEnumerable<UnitLedger> units) => units.Where(u => u.Unit == District).Select(u => (u.Owed, u.DaysOverdue)).Single();
    }

    private static PlaceId District => Autumn.Places.Root!.Id;

    private static IEnumerable<string> Red(Autumn autumn, DateOnly day)
    {
        var ledgers = autumn.At(District, day);
        return autumn.Lines.Where(line => ledgers.StandingOf(line, day).Status.IsRed()).Select(line => $"{line.Order}");
    }

    private static string States(Autumn autumn) => AutumnTable.Of(Dates, autumn.Lines, 4, day =>
    {
        var ledgers = autumn.At(District, day);
        return line => AutumnTable.Letter(ledgers.StandingOf(line, day).Status);
    });

    private static string Owed(Autumn autumn)
    {
        var owed = Dates.ToDictionary(day => day, day =>
        {
            var ledgers = autumn.At(District, day);
            return autumn.Lines.ToDictionary(line => line.Id, line => ledgers.StandingOf(line, day).Owed);
        });
        return AutumnTable.Of(Dates, autumn.Lines, 5, day => line => $"{owed[day][line.Id]}")
            + "\n" + AutumnTable.Row("   together", Dates.Select(day => $"{owed[day].Values.Sum()}"), 5);
    }
}

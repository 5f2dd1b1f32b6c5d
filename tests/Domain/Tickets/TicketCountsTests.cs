using Circle.Domain.Alerts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Tickets;

public sealed class TicketCountsTests
{
    private static readonly Tally Cells = Tally.Of(
    [
        Of("room", TicketCount.Total, "10-02", 5), Of("none", TicketCount.Total, "10-20", 7), Of("room", TicketCount.Open, "10-20", 3), Of("room", TicketCount.Overdue, "10-02", 2),
        Of("room", TicketCount.AtOnce, "10-20", 100), Of("room", TicketCount.Duplicate, "10-01", 100),
        Of("room", TicketCount.Substantiated, "10-01", 4), Of("none", TicketCount.Substantiated, "09-01", 8), Of("room", TicketCount.Rated, "10-01", 6), Of("room", TicketCount.Satisfied, "09-01", 1),

        // Of the unit that answers, and of something else by the same name.
        new(new TallyKey(LineId.Of("room"), TicketCells.Units, TicketCells.PointOf(UnitCount.Rated), Sample.Day("10-01")), 1_000),
        new(new TallyKey(LineId.Of("room"), Counts.Item, TicketCells.PointOf(TicketCount.Open), Sample.Day("10-20")), 1_000),
    ]);

    [Fact]
    public void A_row_s_tickets_are_summed_over_lines_and_days() => Assert.Equal(new TicketCounts(12, 3, 2, 12, 6, 1), TicketCells.CountsOf(Cells));

    [Fact]
    public void From_a_day_on_what_is_kept_by_the_month_counts_with_its_whole_month()
    {
        Assert.Equal(new TicketCounts(7, 3, 0, 4, 6, 0), TicketCells.CountsOf(Cells, Sample.Day("10-20")));
        Assert.Equal(new TicketCounts(12, 3, 2, 4, 6, 0), TicketCells.CountsOf(Cells, Sample.Day("10-02")));
        Assert.Equal(new TicketCounts(0, 0, 0, 0, 0, 0), TicketCells.CountsOf(Cells, Sample.Day("11-01")));
    }

    [Fact]
    public void A_row_without_tickets_has_none() => Assert.Equal(new TicketCounts(0, 0, 0, 0, 0, 0), TicketCells.CountsOf(Tally.Empty));

    /// <summary>Else the page would say of the district what its wall does not.</summary>
    [Fact]
    public void The_district_s_rates_are_its_units_together_and_its_content_the_wall_s()
    {
        var cells = Cells.Plus(Tally.Of(
        [
            OfUnit(AlertCells.None, UnitCount.Handled, "10-01", 8), OfUnit(AlertCells.None, UnitCount.Solved, "10-01", 6), OfUnit(LineId.Of("room"), UnitCount.Handled, "10-01", 3), OfUnit(LineId.Of("room"), UnitCount.Unsolved, "10-01", 1),
            OfUnit(AlertCells.None, UnitCount.Handled, "09-01", 50), OfUnit(AlertCells.None, UnitCount.Rated, "10-01", 5),
        ]));
        Assert.Equal(new UnitRates(11, 0, 0, 6, 1, 6, 0, 0, 0), UnitRates.OfDistrict(cells, Sample.Day("10-01")));
        Assert.Equal((61L, 1L), (UnitRates.OfDistrict(cells, Sample.Day("09-01")).Handled, UnitRates.OfDistrict(cells, Sample.Day("09-01")).Satisfied));
        Assert.True(UnitRates.OfDistrict(Tally.Empty, Sample.Day("09-01")).IsNothing);
    }

    private static KeyValuePair<TallyKey, long> OfUnit(LineId line, UnitCount count, string month, long quantity)
        => new(new TallyKey(line, TicketCells.Units, TicketCells.PointOf(count), Sample.Day(month)), quantity);

    private static KeyValuePair<TallyKey, long> Of(string line, TicketCount count, string day, long quantity)
        => new(new TallyKey(LineId.Of(line), TicketCells.Tickets, TicketCells.PointOf(count), Sample.Day(day)), quantity);
}

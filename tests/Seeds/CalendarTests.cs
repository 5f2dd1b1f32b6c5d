namespace Circle.Seeds.Tests;

public class CalendarTests
{
    [Theory]
    [InlineData("2013-09-18", true)]
    [InlineData("2013-09-19", false)]
    [InlineData("2013-09-21", false)]
    [InlineData("2013-09-22", true)]
    [InlineData("2013-09-28", false)]
    [InlineData("2013-09-29", true)]
    [InlineData("2013-09-30", true)]
    [InlineData("2013-10-01", false)]
    [InlineData("2013-10-07", false)]
    [InlineData("2013-10-08", true)]
    [InlineData("2013-10-12", true)]
    [InlineData("2013-10-13", false)]
    [InlineData("2013-12-31", true)]
    [InlineData("2014-01-01", false)]
    [InlineData("2014-01-26", true)]
    [InlineData("2014-01-30", true)]
    [InlineData("2014-02-06", false)]
    [InlineData("2014-10-11", true)]
    public void Work_days_are_those_of_the_yearly_notices(string day, bool worked)
        => Assert.Equal(worked, Shipped.Live.Calendar.IsWorkday(DateOnly.ParseExact(day, "yyyy-MM-dd")));

    /// <summary>365 days less 104 weekend days less 11 holidays by law: the notices only move days about.</summary>
    [Theory]
    [InlineData(2013, 250)]
    [InlineData(2014, 250)]
    public void A_year_has_as_many_work_days_as_the_law_leaves(int year, int workdays)
        => Assert.Equal(
            workdays,
            Enumerable.Range(0, 365).Select(new DateOnly(year, 1, 1).AddDays).Count(Shipped.Live.Calendar.IsWorkday));

    [Fact]
    public void Holidays_are_weekdays_and_make_up_days_weekends()
    {
        Assert.All(Shipped.Live.Calendar.Holidays, d => Assert.InRange(d.DayOfWeek, DayOfWeek.Monday, DayOfWeek.Friday));
        Assert.All(Shipped.Live.Calendar.Workdays, d => Assert.True(d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday));
    }
}

using Circle.Domain.Tests.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Time;

public sealed class WorkCalendarTests
{
    /// <summary>The week of the national holiday of 2013, as it was announced.</summary>
    private static readonly WorkCalendar Calendar = new(
        [.. Enumerable.Range(1, 7).Select(day => new DateOnly(2013, 10, day))],
        [Sample.Day("09-29"), Sample.Day("10-12")]);

    [Theory]
    [InlineData("09-27", true)]
    [InlineData("09-28", false)]
    [InlineData("09-29", true)]
    [InlineData("09-30", true)]
    [InlineData("10-01", false)]
    [InlineData("10-07", false)]
    [InlineData("10-08", true)]
    [InlineData("10-12", true)]
    [InlineData("10-13", false)]
    public void Holidays_are_off_and_make_up_days_are_worked(string day, bool worked)
        => Assert.Equal(worked, Calendar.IsWorkday(Sample.Day(day)));
}

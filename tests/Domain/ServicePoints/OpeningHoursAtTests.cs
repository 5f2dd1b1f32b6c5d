using System.Globalization;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.ServicePoints;

/// <summary>November 2026 begins on a Sunday; 1 to 3 and 8 to 9 October 2026 are public holidays here, 10 October a Saturday that is worked.</summary>
public sealed class OpeningHoursAtTests
{
    private static readonly WorkCalendar Calendar = new(
        [new(2026, 10, 1), new(2026, 10, 2), new(2026, 10, 3), new(2026, 10, 8), new(2026, 10, 9)],
        [new(2026, 10, 10)]);

    [Theory]
    // Hours of a week: 2 November 2026 is a Monday.
    [InlineData("Mo-Fr 08:30-18:00", "2026-11-02 07:59", "closed 2026-11-02 08:30")]
    [InlineData("Mo-Fr 08:30-18:00", "2026-11-02 08:30", "open 2026-11-02 18:00")]
    [InlineData("Mo-Fr 08:30-18:00", "2026-11-02 17:00", "60 2026-11-02 18:00")]
    [InlineData("Mo-Fr 08:30-18:00", "2026-11-02 17:59", "1 2026-11-02 18:00")]
    [InlineData("Mo-Fr 08:30-18:00", "2026-11-02 18:00", "closed 2026-11-03 08:30")]
    [InlineData("Mo-Fr 08:30-18:00", "2026-11-06 18:00", "closed 2026-11-09 08:30")]
    [InlineData("Sa,Su 08:30-18:00", "2026-11-02 09:00", "closed 2026-11-07 08:30")]
    [InlineData("08:00-12:00,14:00-18:00", "2026-11-02 13:00", "closed 2026-11-02 14:00")]
    [InlineData("Fr-Mo 08:00-12:00", "2026-11-02 09:00", "open 2026-11-02 12:00")]
    [InlineData("Fr-Mo 08:00-12:00", "2026-11-03 09:00", "closed 2026-11-06 08:00")]
    // Over midnight, where the night belongs to the day on which it begins.
    [InlineData("18:00-02:00", "2026-11-02 01:30", "30 2026-11-02 02:00")]
    [InlineData("18:00-02:00", "2026-11-02 02:00", "closed 2026-11-02 18:00")]
    [InlineData("18:00-02:00", "2026-11-02 23:59", "open 2026-11-03 02:00")]
    [InlineData("Fr 22:00-26:00", "2026-11-07 01:30", "30 2026-11-07 02:00")]
    [InlineData("Fr 22:00-26:00", "2026-11-06 01:30", "closed 2026-11-06 22:00")]
    [InlineData("Fr 22:00-04:00; Sa off", "2026-11-07 01:30", "open 2026-11-07 04:00")]
    [InlineData("Mo-Sa 22:00-04:00; Sa 10:00-12:00", "2026-11-07 01:30", "open 2026-11-07 04:00")]
    [InlineData("Mo-Sa 22:00-04:00; Sa 10:00-12:00", "2026-11-07 23:30", "closed 2026-11-09 22:00")]
    [InlineData("Fr 08:00-33:30", "2026-11-07 09:00", "30 2026-11-07 09:30")]
    // What touches is one opening: within a day, at midnight, over the night.
    [InlineData("Mo 18:00-24:00; Tu 00:00-06:00", "2026-11-02 20:00", "open 2026-11-03 06:00")]
    [InlineData("Mo 18:00-02:00; Tu 02:00-06:00", "2026-11-02 20:00", "open 2026-11-03 06:00")]
    [InlineData("Mo 18:00-02:00; Tu 01:00-06:00", "2026-11-02 20:00", "open 2026-11-03 06:00")]
    [InlineData("08:00-08:00", "2026-11-02 20:00", "open never")]
    [InlineData("Mo-Fr 00:00-24:00", "2026-11-02 20:00", "open 2026-11-07 00:00")]
    [InlineData("Mo-Fr 00:00-24:00", "2026-11-07 12:00", "closed 2026-11-09 00:00")]
    [InlineData("24/7", "2026-11-02 20:00", "open never")]
    [InlineData("Mo-Fr 00:00-24:00; Sa,Su 00:00-24:00", "2026-11-02 20:00", "open never")]
    // A later rule takes the place of an earlier one, on its days alone.
    [InlineData("Mo-Fr 08:00-16:00; We 10:00-20:00", "2026-11-04 08:30", "closed 2026-11-04 10:00")]
    [InlineData("Mo-Fr 08:00-16:00; We 10:00-20:00", "2026-11-05 08:30", "open 2026-11-05 16:00")]
    [InlineData("Mo-Fr 08:00-12:00; 14:00-18:00", "2026-11-04 08:30", "closed 2026-11-04 14:00")]
    [InlineData("We off; 08:00-12:00", "2026-11-04 08:30", "open 2026-11-04 12:00")]
    [InlineData("08:00-12:00; We off", "2026-11-04 08:30", "closed 2026-11-05 08:00")]
    // Hours that are off leave the rest of the day.
    [InlineData("08:00-18:00; 12:00-14:00 off", "2026-11-04 10:00", "open 2026-11-04 12:00")]
    [InlineData("08:00-18:00; 12:00-14:00 off", "2026-11-04 12:00", "closed 2026-11-04 14:00")]
    [InlineData("08:00-18:00; We 12:00-14:00 off", "2026-11-05 10:00", "open 2026-11-05 18:00")]
    [InlineData("18:00-06:00; We 00:00-08:00 off", "2026-11-03 20:00", "open 2026-11-04 00:00")]
    [InlineData("00:00-24:00; We 22:00-02:00 off", "2026-11-04 21:30", "30 2026-11-04 22:00")]
    [InlineData("00:00-24:00; We 22:00-02:00 off", "2026-11-05 01:00", "closed 2026-11-05 02:00")]
    [InlineData("00:00-24:00; We 22:00-02:00 off; Th 00:00-24:00", "2026-11-04 23:00", "closed 2026-11-05 00:00")]
    // Never.
    [InlineData("off", "2026-11-02 20:00", "closed never")]
    [InlineData("PH off", "2026-11-02 20:00", "closed never")]
    [InlineData("08:00-18:00; off", "2026-11-02 20:00", "closed never")]
    [InlineData("PH 08:00-18:00", "2026-11-02 20:00", "closed never")]
    [InlineData("Feb 29 08:00-18:00", "2026-11-02 20:00", "closed never")]
    public void It_is_open_or_closed_until(string hours, string now, string expected) => Assert.Equal(expected, Told(hours, now));

    [Theory]
    [InlineData("Mo-Fr 08:00-18:00; PH off", "2026-10-01 10:00", "closed 2026-10-05 08:00")]
    [InlineData("Mo-Fr 08:00-18:00; PH off", "2026-10-07 18:00", "closed 2026-10-12 08:00")]
    [InlineData("Mo-Fr 08:00-18:00", "2026-10-01 10:00", "open 2026-10-01 18:00")]
    [InlineData("Mo-Fr 08:00-18:00; PH 10:00-12:00", "2026-10-01 09:00", "closed 2026-10-01 10:00")]
    [InlineData("Sa,Su,PH 10:00-12:00", "2026-09-30 12:00", "closed 2026-10-01 10:00")]
    [InlineData("PH,Sa 10:00-12:00; Mo-Fr 08:00-18:00", "2026-10-01 09:00", "open 2026-10-01 18:00")]
    [InlineData("18:00-02:00; PH off", "2026-10-01 01:30", "30 2026-10-01 02:00")]
    [InlineData("24/7; PH off", "2026-09-30 12:00", "open 2026-10-01 00:00")]
    [InlineData("24/7; PH off", "2026-10-03 12:00", "closed 2026-10-04 00:00")]
    [InlineData("Oct PH off", "2026-10-01 12:00", "closed never")]
    public void A_public_holiday_is_a_day_of_the_calendar(string hours, string now, string expected) => Assert.Equal(expected, Told(hours, now));

    /// <summary>OpenStreetMap knows no such day; who works on it and means it says so in a rule.</summary>
    [Fact]
    public void A_Saturday_that_is_worked_stays_a_Saturday()
    {
        Assert.Equal("closed 2026-10-12 08:00", Told("Mo-Fr 08:00-18:00; Sa off; PH off", "2026-10-10 10:00"));
        Assert.Equal("open 2026-10-10 12:00", Told("Mo-Fr 08:00-18:00; Sa 09:00-12:00; PH off", "2026-10-10 10:00"));
    }

    [Theory]
    [InlineData("Apr-Oct 08:00-20:00; Nov-Mar 09:00-17:00", "2026-10-31 18:00", "open 2026-10-31 20:00")]
    [InlineData("Apr-Oct 08:00-20:00; Nov-Mar 09:00-17:00", "2026-10-31 20:00", "closed 2026-11-01 09:00")]
    [InlineData("Apr-Oct 08:00-20:00; Nov-Mar 09:00-17:00", "2026-12-31 20:00", "closed 2027-01-01 09:00")]
    [InlineData("Apr-Oct 08:00-20:00", "2026-11-01 10:00", "closed 2027-04-01 08:00")]
    [InlineData("08:00-20:00; Nov 15-Mar 15 off", "2026-11-14 20:00", "closed 2027-03-16 08:00")]
    [InlineData("08:00-20:00; Nov 15-Mar 15 off", "2027-03-15 10:00", "closed 2027-03-16 08:00")]
    [InlineData("Dec 31 20:00-04:00", "2027-01-01 01:00", "open 2027-01-01 04:00")]
    [InlineData("Dec 31 20:00-04:00", "2027-01-01 04:00", "closed 2027-12-31 20:00")]
    [InlineData("24/7; Jan 1 off", "2026-12-31 12:00", "open 2027-01-01 00:00")]
    [InlineData("Jan 2 08:00-18:00", "2026-01-02 18:00", "closed 2027-01-02 08:00")]
    [InlineData("Feb 29 08:00-18:00", "2027-06-01 10:00", "closed 2028-02-29 08:00")]
    [InlineData("Feb 29 08:00-18:00", "2028-02-29 10:00", "open 2028-02-29 18:00")]
    [InlineData("Feb 28 22:00-26:00", "2028-02-29 01:30", "30 2028-02-29 02:00")]
    [InlineData("Feb 28 22:00-26:00", "2027-03-01 01:30", "30 2027-03-01 02:00")]
    [InlineData("Feb 08:00-18:00", "2028-02-28 18:00", "closed 2028-02-29 08:00")]
    [InlineData("Feb 08:00-18:00", "2027-02-28 18:00", "closed 2028-02-01 08:00")]
    [InlineData("Feb 29-Mar 1 08:00-18:00", "2027-03-01 10:00", "open 2027-03-01 18:00")]
    [InlineData("08:00-18:00; Jun Mo off", "2026-05-31 18:00", "closed 2026-06-02 08:00")]
    public void Months_and_days_come_every_year(string hours, string now, string expected) => Assert.Equal(expected, Told(hours, now));

    [Fact]
    public void A_minute_that_has_begun_counts_whole()
    {
        var hours = OpeningHours.Parse("08:00-18:00");
        var closes = District.At(new DateOnly(2026, 11, 2), new TimeOnly(18, 0));

        Assert.Equal(new OpenState.ClosesSoon(closes, 1), hours.At(closes.AddTicks(-1), Calendar));
        Assert.Equal(new OpenState.ClosesSoon(closes, 25), hours.At(closes.AddMinutes(-24.5), Calendar));
        Assert.Equal(new OpenState.ClosesSoon(closes, 60), hours.At(closes.AddHours(-1), Calendar));
        Assert.Equal(new OpenState.Open(closes), hours.At(closes.AddHours(-1).AddTicks(-1), Calendar));
    }

    [Fact]
    public void The_zone_of_the_question_does_not_matter()
    {
        var now = At("2026-11-02 10:00");
        var hours = OpeningHours.Parse("Mo 08:00-18:00");
        Assert.Equal(hours.At(now, Calendar), hours.At(now.ToOffset(TimeSpan.FromHours(-11)), Calendar));
        Assert.Equal(hours.At(now, Calendar), hours.At(now.ToUniversalTime(), Calendar));
    }

    [Fact]
    public void A_week_is_told_as_what_is_open()
    {
        var hours = OpeningHours.Parse("Mo-Fr 08:00-12:00,14:00-18:00; Sa 20:00-02:00; Su 02:00-03:00");

        var week = hours.Intervals(new DateOnly(2026, 11, 6), 3, Calendar).Select(i => $"{Local(i.Opens)}/{Local(i.Closes)}");

        Assert.Equal(
            ["2026-11-06 08:00/2026-11-06 12:00", "2026-11-06 14:00/2026-11-06 18:00", "2026-11-07 20:00/2026-11-08 03:00"], week);
    }

    [Fact]
    public void A_span_cuts_off_what_goes_beyond_it()
    {
        var hours = OpeningHours.Parse("18:00-02:00");

        var day = hours.Intervals(new DateOnly(2026, 11, 6), 1, Calendar).Select(i => $"{Local(i.Opens)}/{Local(i.Closes)}");

        Assert.Equal(["2026-11-06 00:00/2026-11-06 02:00", "2026-11-06 18:00/2026-11-07 00:00"], day);
        Assert.Equal(
            [new OpenInterval(At("2026-11-02 00:00"), At("2026-11-09 00:00"))], OpeningHours.Parse("24/7").Intervals(new DateOnly(2026, 11, 2), 7, Calendar));
        Assert.Empty(hours.Intervals(new DateOnly(2026, 11, 6), 0, Calendar));
        Assert.Empty(OpeningHours.Parse("off").Intervals(new DateOnly(2026, 11, 6), 400, Calendar));
        Assert.Throws<ArgumentOutOfRangeException>(() => hours.Intervals(new DateOnly(2026, 11, 6), 401, Calendar));
        Assert.Throws<ArgumentOutOfRangeException>(() => hours.Intervals(new DateOnly(2026, 11, 6), -1, Calendar));
    }

    private static string Told(string hours, string now) => OpeningHours.Parse(hours).At(At(now), Calendar) switch
    {
        OpenState.Open open => $"open {Local(open.ClosesAt)}",
        OpenState.ClosesSoon soon => $"{soon.Minutes} {Local(soon.ClosesAt)}",
        OpenState.Closed closed => $"closed {Local(closed.OpensAt)}",
        var other => other.ToString(),
    };

    private static DateTimeOffset At(string local)
    {
        var time = DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return District.At(DateOnly.FromDateTime(time), TimeOnly.FromDateTime(time));
    }

    private static string Local(DateTimeOffset? at)
        => at is { } time ? District.Local(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "never";
}

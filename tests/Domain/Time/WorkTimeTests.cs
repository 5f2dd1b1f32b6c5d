using Circle.Domain.Tests.Alerts;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.Time;

/// <summary>Autumn 2013: 1 to 7 October are off, Sunday 29 September and Saturday 12 October are worked.</summary>
public sealed class WorkTimeTests
{
    private static readonly WorkCalendar Calendar = Watched.Calendar;

    private static readonly Gen<DateTimeOffset> Moment = Gen.Int[0, 60 * 24 * 60].Select(Gen.Long[0, TimeSpan.TicksPerMinute - 1]).Select((minutes, ticks) => Watched.At("09-20 00:00").AddMinutes(minutes).AddTicks(ticks));

    private static readonly Gen<TimeSpan> Span = Gen.OneOf(Gen.Long[0, 20 * TimeSpan.TicksPerDay].Select(TimeSpan.FromTicks), Gen.Int[0, 20].Select(d => TimeSpan.FromDays(d)));

    [Theory]
    // Friday evening: Saturday is off, Sunday is worked.
    [InlineData("09-27 18:00", 1_440, "09-29 18:00")]
    // The last evening before the holiday, and a night within it.
    [InlineData("09-30 10:00", 1_440, "10-08 10:00")]
    [InlineData("10-01 09:00", 1_440, "10-09 00:00")]
    [InlineData("10-05 23:30", 60, "10-08 01:00")]
    // Into the Saturday that is worked, and past the Sunday that is not.
    [InlineData("10-11 20:00", 1_440, "10-12 20:00")]
    [InlineData("10-12 20:00", 1_440, "10-14 20:00")]
    // Five working days are a week, fifteen are three; nights count.
    [InlineData("10-18 17:30", 7_200, "10-25 17:30")]
    [InlineData("10-18 17:30", 21_600, "11-08 17:30")]
    [InlineData("10-22 23:45", 30, "10-23 00:15")]
    // It ends with its day, not with the next one that is worked.
    [InlineData("10-18 00:00", 1_440, "10-19 00:00")]
    [InlineData("10-19 03:00", 0, "10-19 03:00")]
    [InlineData("12-31 23:00", 1_440, "2014-01-01 23:00")]
    public void So_much_working_time_has_passed_at(string from, int minutes, string at)
        => Assert.Equal(Watched.At(at), WorkTime.After(Calendar, Watched.At(from), TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData("09-30 23:00", "10-08 01:00", 120)]
    [InlineData("10-04 10:00", "10-06 22:00", 0)]
    [InlineData("10-11 12:00", "10-14 12:00", 2_880)]
    [InlineData("09-27 12:00", "09-30 12:00", 2_880)]
    [InlineData("10-10 10:15", "10-10 10:20", 5)]
    [InlineData("10-10 10:00", "10-10 10:00", 0)]
    [InlineData("10-10 10:00", "10-09 10:00", 0)]
    public void Of_the_time_between_so_much_is_worked(string from, string to, int minutes)
        => Assert.Equal(TimeSpan.FromMinutes(minutes), WorkTime.Between(Calendar, Watched.At(from), Watched.At(to)));

    [Fact]
    public void A_moment_of_any_offset_is_the_same_moment()
        => Assert.Equal(Watched.At("10-08 10:00"), WorkTime.After(Calendar, Watched.At("09-30 10:00").ToOffset(TimeSpan.FromHours(-7)), TimeSpan.FromDays(1)));

    [Fact]
    public void What_has_passed_at_its_end_is_the_span_itself()
        => Gen.Select(Moment, Span).Sample((from, span) => WorkTime.Between(Calendar, from, WorkTime.After(Calendar, from, span)) == span);

    [Fact]
    public void The_time_between_ends_no_later_and_nothing_is_worked_after_it()
        => Gen.Select(Moment, Moment).Where((from, to) => from <= to).Sample((from, to) =>
        {
            var end = WorkTime.After(Calendar, from, WorkTime.Between(Calendar, from, to));
            return end <= to && WorkTime.Between(Calendar, end, to) == TimeSpan.Zero;
        });

    [Fact]
    public void Later_or_longer_never_ends_earlier()
        => Gen.Select(Moment, Moment, Span, Span).Sample((one, other, span, more) =>
            (WorkTime.After(Calendar, one, span) <= WorkTime.After(Calendar, one, span + more))
            && (one <= other) == (one == other || WorkTime.After(Calendar, one, span) <= WorkTime.After(Calendar, other, span)) | one > other);

    [Fact]
    public void A_span_adds_up_wherever_it_is_divided()
        => Gen.Select(Moment, Span, Span).Sample((from, first, second) =>
        {
            var middle = WorkTime.After(Calendar, from, first);
            var end = WorkTime.After(Calendar, middle, second);
            return end == WorkTime.After(Calendar, from, first + second)
                && WorkTime.Between(Calendar, from, middle) + WorkTime.Between(Calendar, middle, end) == WorkTime.Between(Calendar, from, end);
        });

    /// <summary>Counted out by quarters of an hour.</summary>
    [Fact]
    public void It_is_what_counting_gives()
        => Gen.Select(Gen.Int[0, 4_000], Gen.Int[0, 2_000]).Sample((begin, length) =>
        {
            var from = Watched.At("09-20 00:00").AddMinutes(15 * begin);
            var worked = Enumerable.Range(0, length).Count(i => Calendar.IsWorkday(District.DateOf(from.AddMinutes(15 * i))));
            return WorkTime.Between(Calendar, from, from.AddMinutes(15 * length)) == TimeSpan.FromMinutes(15 * worked);
        });
}

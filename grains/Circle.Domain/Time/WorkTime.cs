namespace Circle.Domain.Time;

/// <summary>
/// 工作时间: time that passes on working days alone, each of which has its 24 hours. So "within one working day" ends at the same hour of the next one, and
/// what was asked on a Friday evening is not late on a Saturday.
/// </summary>
public static class WorkTime
{
    /// <summary>No limit is longer, in days of either kind: what would be walked through is bounded.</summary>
    public const int MaxDays = 366;

    /// <summary>Of the time between two instants what fell on working days; 0 where the second comes before the first.</summary>
    public static TimeSpan Between(WorkCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from) return TimeSpan.Zero;
        var passed = TimeSpan.Zero;
        for (var at = from; at < to;)
        {
            var day = District.DateOf(at);
            var ends = District.At(day.AddDays(1));
            var until = ends < to ? ends : to;
            if (calendar.IsWorkday(day)) passed += until - at;
            at = until;
        }

        return passed;
    }

    /// <summary>The instant at which so much working time has passed.</summary>
    /// <param name="span">0 or more; of 0 the instant itself.</param>
    public static DateTimeOffset After(WorkCalendar calendar, DateTimeOffset from, TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        var (at, left) = (from, span);
        while (left > TimeSpan.Zero)
        {
            var day = District.DateOf(at);
            var ends = District.At(day.AddDays(1));
            if (calendar.IsWorkday(day))
            {
                if (ends - at >= left) return at + left;
                left -= ends - at;
            }

            at = ends;
        }

        return at;
    }
}

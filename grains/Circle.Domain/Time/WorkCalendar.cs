using System.Collections.Immutable;

namespace Circle.Domain.Time;

/// <summary>工作日历: holidays and make-up workdays are data, per year. Only answer clocks use it; plan dates never move.</summary>
/// <param name="Holidays">Weekdays off.</param>
/// <param name="Workdays">Saturdays and Sundays worked.</param>
public sealed record WorkCalendar(ImmutableHashSet<DateOnly> Holidays, ImmutableHashSet<DateOnly> Workdays)
{
    public bool IsWorkday(DateOnly day)
        => Workdays.Contains(day)
           || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Contains(day));

    /// <summary>The day itself where it is worked, else the first one after it that is.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkday(day)) day = day.AddDays(1);
        return day;
    }
}

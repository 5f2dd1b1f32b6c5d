using System.Collections.Immutable;

namespace Circle.Domain.Time;

/// <summary>工作日历: holidays and make-up workdays are data, per year. Only answer clocks use it; plan dates never move.</summary>
/// <param name="Holidays">Weekdays off.</param>
/// <param name="Workdays">Saturdays and Sundays worked.</param>
public sealed record WorkCalendar(ImmutableHashSet<DateOnly> Holidays, ImmutableHashSet<DateOnly> Workdays)
{
    /// <summary>Of a year of which nothing is known: Monday to Friday.</summary>
    public static WorkCalendar Weekdays { get; } = new([], []);

    public bool IsWorkday(DateOnly day)
        => Workdays.Contains(day)
           || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Contains(day));

    /// <summary>The day itself where it is worked, else the first one after it that is.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkday(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>The n-th working day, the first being the day itself or the first one after it that is worked.</summary>
    /// <param name="n">At least 1.</param>
    public DateOnly NthWorkday(DateOnly day, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        day = OnOrAfter(day);
        while (--n > 0) day = OnOrAfter(day.AddDays(1));
        return day;
    }

    /// <summary>Working days from one day to another, both included; 0 when the second comes before the first.</summary>
    public int WorkdaysBetween(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (; from <= to; from = from.AddDays(1))
            if (IsWorkday(from)) count++;
        return count;
    }
}

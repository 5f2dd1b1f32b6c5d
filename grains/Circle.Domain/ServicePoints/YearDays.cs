using System.Collections.Immutable;
using System.Globalization;

namespace Circle.Domain.ServicePoints;

/// <summary>Which days of every year, by month and day; 29 February is one of them, and counts in the years that have it.</summary>
internal sealed class YearDays
{
    public static readonly ImmutableArray<string> Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>Days of a leap year before each month, and in all.</summary>
    private static readonly ImmutableArray<int> Before = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366];

    /// <summary>Days counted from 1 January = 0 in a leap year; in order, apart, none touching the next.</summary>
    private readonly ImmutableArray<(int From, int To)> runs;

    private YearDays(ImmutableArray<(int From, int To)> runs) => this.runs = runs;

    public static YearDays All { get; } = new([(0, Before[^1] - 1)]);

    public bool IsAll => runs is [(0, var last)] && last == Before[^1] - 1;

    /// <summary>Both ends included, by <see cref="Number"/>; the last may go over the new year, and then it ends before it begins.</summary>
    public ImmutableArray<(int From, int To)> Runs
    {
        get
        {
            var goesOver = runs.Length > 1 && runs[0].From == 0 && runs[^1].To == Before[^1] - 1;
            return goesOver ? runs[1..^1].Add((runs[^1].From, runs[0].To)) : runs;
        }
    }

    /// <summary>The longest a month can be.</summary>
    /// <param name="month">1 to 12.</param>
    public static int Length(int month) => Before[month] - Before[month - 1];

    public static int Number(int month, int day) => Before[month - 1] + day - 1;

    public static (int Month, int Day) DateOf(int number)
    {
        var month = 1;
        while (Before[month] <= number) month++;
        return (month, number - Before[month - 1] + 1);
    }

    /// <param name="ranges">Both ends included, by <see cref="Number"/>; one that ends before it begins goes over the new year.</param>
    public static YearDays Of(IEnumerable<(int From, int To)> ranges)
    {
        var days = new bool[Before[^1]];
        foreach (var (from, to) in ranges)
        {
            for (var day = from; ; day = (day + 1) % days.Length)
            {
                days[day] = true;
                if (day == to) break;
            }
        }

        var runs = ImmutableArray.CreateBuilder<(int From, int To)>();
        for (var day = 0; day < days.Length; day++)
        {
            if (!days[day]) continue;
            var from = day;
            while (day + 1 < days.Length && days[day + 1]) day++;
            runs.Add((from, day));
        }

        return new YearDays(runs.ToImmutable());
    }

    public bool Contains(DateOnly day)
    {
        var number = Number(day.Month, day.Day);
        foreach (var (from, to) in runs)
        {
            if (from <= number && number <= to) return true;
        }

        return false;
    }

    /// <summary>As OpenStreetMap writes it: <c>Apr-Oct</c>, <c>Nov 15-Mar 15</c>, <c>Dec 24-26</c>.</summary>
    public override string ToString() => string.Join(',', Runs.Select(run => Range(run.From, run.To)));

    private static string Range(int from, int to)
    {
        var ((month, day), (lastMonth, lastDay)) = (DateOf(from), DateOf(to));
        if (day == 1 && lastDay == Length(lastMonth))
            return month == lastMonth ? Months[month - 1] : $"{Months[month - 1]}-{Months[lastMonth - 1]}";
        if (from == to) return Written(month, day);
        return month == lastMonth && from < to
            ? string.Create(CultureInfo.InvariantCulture, $"{Written(month, day)}-{lastDay}")
            : $"{Written(month, day)}-{Written(lastMonth, lastDay)}";
    }

    private static string Written(int month, int day) => string.Create(CultureInfo.InvariantCulture, $"{Months[month - 1]} {day}");
}

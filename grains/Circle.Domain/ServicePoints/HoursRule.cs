using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Time;

namespace Circle.Domain.ServicePoints;

/// <summary>Minutes from the midnight at which the day begins to which it belongs.</summary>
/// <param name="From">0 to 1,439.</param>
/// <param name="To">After <paramref name="From"/>, to 2,880: beyond 1,440 it is the next day's morning.</param>
internal readonly record struct HoursRange(int From, int To)
{
    /// <summary>The farthest end that can be written, 48:00.</summary>
    public const int Latest = 2 * DayMinutes.Count;

    public static readonly HoursRange WholeDay = new(0, DayMinutes.Count);

    /// <summary>In order, apart, none touching the next.</summary>
    public static ImmutableArray<HoursRange> Merged(IEnumerable<HoursRange> ranges)
    {
        var merged = ImmutableArray.CreateBuilder<HoursRange>();
        foreach (var range in ranges.OrderBy(r => r.From))
        {
            if (merged.Count > 0 && range.From <= merged[^1].To) merged[^1] = merged[^1] with { To = Math.Max(merged[^1].To, range.To) };
            else merged.Add(range);
        }

        return merged.ToImmutable();
    }

    /// <summary><c>18:00-02:00</c>; an end is written beyond 24:00 only where it would else be read as less than a day away.</summary>
    public override string ToString()
        => $"{Clock(From)}-{Clock(To > DayMinutes.Count && To - From <= DayMinutes.Count ? To - DayMinutes.Count : To)}";

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}

/// <summary>One rule between two semicolons: on these days, open at these hours, or closed.</summary>
/// <param name="Weekdays">A bit a day, Monday the lowest.</param>
/// <param name="Holidays">Also on public holidays, whatever weekday they are.</param>
/// <param name="Ranges">None: closed all day.</param>
internal sealed record HoursRule(YearDays Dates, int Weekdays, bool Holidays, bool IsOff, ImmutableArray<HoursRange> Ranges)
{
    public const int EveryDay = 0b111_1111;

    public static readonly ImmutableArray<string> DayNames = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

    public bool IsEveryDay => Weekdays == EveryDay && Dates.IsAll;

    /// <summary>Every day of every year, around the clock.</summary>
    public bool IsAlways => !IsOff && IsEveryDay && Ranges is [{ From: 0, To: >= DayMinutes.Count }];

    /// <summary>
    /// PH is a day of the calendar's holidays. A Saturday that is worked in place of one is nothing of its own in OpenStreetMap: it
    /// stays a Saturday, and a holiday that no rule names stays the weekday it is.
    /// </summary>
    public bool AppliesOn(DateOnly day, WorkCalendar calendar)
        => ((Weekdays >> Weekday(day) & 1) != 0 || (Holidays && calendar.Holidays.Contains(day))) && Dates.Contains(day);

    /// <summary>
    /// Takes its turn over one day's minutes, for that day itself or for the night of the day before. Hours take the place of what
    /// earlier rules gave the day; <c>off</c> takes all of it; hours that are <c>off</c> are closed by the clock, whoever opened them.
    /// </summary>
    /// <param name="own">What the day to which the rule is applied gives.</param>
    /// <param name="other">What its neighbour gives.</param>
    /// <param name="shift">Minutes that have passed of that day when the minutes begin: 0 or 1,440.</param>
    public void ApplyTo(ref DayMinutes own, ref DayMinutes other, int shift)
    {
        if (!IsOff || Ranges.IsEmpty) own.Close();
        foreach (var range in Ranges)
        {
            var (from, to) = (range.From - shift, range.To - shift);
            if (!IsOff)
            {
                own.Open(from, to);
                continue;
            }

            own.Close(from, to);
            other.Close(from, to);
        }
    }

    public override string ToString()
    {
        if (IsAlways && Ranges[0] == HoursRange.WholeDay) return HoursCursor.Always;
        var parts = new List<string>();
        if (!Dates.IsAll) parts.Add(Dates.ToString());
        if (Weekdays != EveryDay) parts.Add(Days());
        if (Ranges.Length > 0) parts.Add(string.Join(',', Ranges));
        if (IsOff) parts.Add("off");
        return string.Join(' ', parts);
    }

    private static int Weekday(DateOnly day) => ((int)day.DayOfWeek + 6) % 7;

    /// <summary><c>Mo-Fr</c>, <c>Sa,Su</c>, <c>Fr-Mo</c>; a week's days in a row from three on are written as a range.</summary>
    private string Days()
    {
        var days = new List<string>();
        for (var first = 0; first < DayNames.Length; first++)
        {
            if (!Has(first) || Has(first - 1)) continue;
            var length = 1;
            while (Has(first + length)) length++;
            if (length > 2) days.Add($"{DayNames[first]}-{DayNames[(first + length - 1) % DayNames.Length]}");
            else days.AddRange(Enumerable.Range(first, length).Select(day => DayNames[day % DayNames.Length]));
        }

        if (Holidays) days.Add("PH");
        return string.Join(',', days);
    }

    private bool Has(int day) => (Weekdays >> ((day + DayNames.Length) % DayNames.Length) & 1) != 0;
}

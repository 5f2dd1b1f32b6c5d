using System.Globalization;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.ServicePoints;

/// <summary>Both ends included; a day of 0 is the whole month.</summary>
internal sealed record DatesModel(int Month, int Day, int LastMonth, int LastDay)
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public bool Has(DateOnly day)
    {
        var (from, to, it) = ((Month, Day), (LastMonth, LastDay == 0 ? 31 : LastDay), (day.Month, day.Day));
        return from.CompareTo(to) <= 0 ? it.CompareTo(from) >= 0 && it.CompareTo(to) <= 0 : it.CompareTo(from) >= 0 || it.CompareTo(to) <= 0;
    }

    public override string ToString() => Day == 0
        ? $"{Months[Month - 1]}-{Months[LastMonth - 1]}"
        : string.Create(CultureInfo.InvariantCulture, $"{Months[Month - 1]} {Day}-{Months[LastMonth - 1]} {LastDay}");
}

/// <summary>From one weekday to another, Monday 0, over the week's end too.</summary>
internal sealed record DaysModel(int From, int To)
{
    private static readonly string[] Names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

    public bool Has(DateOnly day)
    {
        for (var weekday = From; ; weekday = (weekday + 1) % 7)
        {
            if ((int)day.DayOfWeek == (weekday + 1) % 7) return true;
            if (weekday == To) return false;
        }
    }

    public override string ToString() => From == To ? Names[From] : $"{Names[From]}-{Names[To]}";
}

/// <summary>In minutes; may end on the next day.</summary>
internal sealed record RangeModel(int From, int To)
{
    public bool Has(int minute) => From <= minute && minute < To;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From / 60:00}:{From % 60:00}-{To / 60:00}:{To % 60:00}");
}

internal sealed record RuleModel(DatesModel[] Dates, DaysModel[] Days, bool Holidays, RangeModel[] Ranges, bool IsOff)
{
    public bool AppliesOn(DateOnly day, WorkCalendar calendar)
        => (Dates.Length == 0 || Dates.Any(d => d.Has(day)))
           && ((Days.Length == 0 && !Holidays) || Days.Any(d => d.Has(day)) || (Holidays && calendar.Holidays.Contains(day)));

    public override string ToString() => string.Join(' ', new[]
    {
        string.Join<DatesModel>(',', Dates),
        string.Join(',', Days.Select(d => d.ToString()).Concat(Holidays ? ["PH"] : [])),
        string.Join<RangeModel>(',', Ranges),
        IsOff ? "off" : "",
    }.Where(part => part.Length > 0));
}

/// <summary>Opening hours as data, and what they mean, one minute at a time.</summary>
internal sealed record HoursModel(RuleModel[] Rules)
{
    private static readonly Gen<DatesModel> Months = Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12]).Select((from, to) => new DatesModel(from, 0, to, 0));

    private static readonly Gen<(int Month, int Day)> MonthDay = Gen.Int[0, 365].Select(n => (new DateOnly(2024, 1, 1).AddDays(n).Month, new DateOnly(2024, 1, 1).AddDays(n).Day));

    private static readonly Gen<DatesModel> Dates = Gen.Select(MonthDay, MonthDay).Select((from, to) => new DatesModel(from.Month, from.Day, to.Month, to.Day));

    private static readonly Gen<DaysModel> Days = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6]).Select((from, to) => new DaysModel(from, to));

    /// <summary>Mostly on the quarter, so that ranges touch.</summary>
    private static readonly Gen<RangeModel> Range = Gen.Select(
        Gen.OneOf(Gen.Int[0, 95].Select(q => q * 15), Gen.Int[0, 1439], Gen.Const(0)),
        Gen.OneOf(Gen.Int[1, 96].Select(q => q * 15), Gen.Int[1, 1441], Gen.Const(1440)))
        .Select((from, length) => new RangeModel(from, from + length));

    private static readonly Gen<RuleModel> Rule = Gen.Select(
        Gen.Frequency((3, Gen.Const(Array.Empty<DatesModel>())), (1, Gen.OneOf(Months, Dates).Array[1, 2])),
        Gen.Frequency((1, Gen.Const(Array.Empty<DaysModel>())), (3, Days.Array[1, 2])),
        Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))),
        Gen.Frequency((1, Gen.Const(Array.Empty<RangeModel>())), (4, Range.Array[1, 3])),
        Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))))
        .Select((dates, days, holidays, ranges, off) => new RuleModel(dates, days, holidays, ranges, off || ranges.Length == 0));

    public static Gen<HoursModel> Any { get; } = Rule.Array[1, 4].Select(rules => new HoursModel(rules)).Where(hours => hours.ToString().Length <= OpeningHours.MaxLength);

    /// <summary>Around two new years and a 29 February; holidays anywhere, also on weekends.</summary>
    public static Gen<DateOnly> Day { get; } = Gen.Int[0, 500].Select(n => new DateOnly(2023, 12, 1).AddDays(n));

    public static Gen<WorkCalendar> Calendar { get; } = Gen.Select(Day.Array[0, 150], Day.Array[0, 20]).Select((holidays, workdays) => new WorkCalendar([.. holidays], [.. workdays]));

    /// <param name="minute">Of the day, 0 to 1,439.</param>
    public bool IsOpen(DateOnly day, int minute, WorkCalendar calendar)
    {
        // What the day's own hours say of the minute, and what the night says that began yesterday.
        var (own, night) = (false, false);
        foreach (var rule in Rules)
        {
            if (rule.AppliesOn(day, calendar)) own = Turn(rule, own, minute);
            if (rule.AppliesOn(day.AddDays(-1), calendar)) night = Turn(rule, night, minute + 1440);

            // Hours that are off are closed by the clock.
            if (Closes(rule, day, minute, calendar) || Closes(rule, day.AddDays(-1), minute + 1440, calendar)) (own, night) = (false, false);
        }

        return own || night;
    }

    public override string ToString() => string.Join("; ", (object[])Rules);

    private static bool Turn(RuleModel rule, bool before, int minute) => rule switch
    {
        { IsOff: false } => rule.Ranges.Any(r => r.Has(minute)),
        { Ranges: [] } => false,
        _ => before,
    };

    private static bool Closes(RuleModel rule, DateOnly day, int minute, WorkCalendar calendar)
        => rule.IsOff && rule.AppliesOn(day, calendar) && rule.Ranges.Any(r => r.Has(minute));
}

using System.Collections.Immutable;

namespace Circle.Domain.ServicePoints;

/// <summary>
/// Reads the part of OpenStreetMap's <c>opening_hours</c> that is kept here: rules between semicolons, each of months, then weekdays
/// and PH, then hours or <c>off</c>. Stops at the first thing that is not understood.
/// </summary>
internal sealed class HoursReader(string typed)
{
    private readonly HoursCursor cursor = new(typed);
    private readonly ImmutableArray<HoursRule>.Builder rules = ImmutableArray.CreateBuilder<HoursRule>();

    public ImmutableArray<HoursRule> Rules => rules.ToImmutable();

    /// <summary>Set where <see cref="Read"/> was false.</summary>
    public HoursFault? Fault { get; private set; }

    public bool Read()
    {
        // A last semicolon with nothing behind it says nothing.
        do
        {
            if (rules.Count == OpeningHours.MaxRules) return Fail(HoursExpected.TooManyRules);
            if (!ReadRule()) return false;
        }
        while (cursor.Take(";") && !cursor.AtEnd);
        return cursor.AtEnd || Fail(rules[^1].IsOff ? HoursExpected.AfterOff : HoursExpected.AfterHours);
    }

    private bool ReadRule()
    {
        if (cursor.Take(HoursCursor.Always))
        {
            rules.Add(new HoursRule(YearDays.All, HoursRule.EveryDay, false, false, [HoursRange.WholeDay]));
            return true;
        }

        var begins = cursor.Position;
        var (dates, weekdays, holidays) = (YearDays.All, HoursRule.EveryDay, false);
        if (MonthsReader.IsNext(cursor) && MonthsReader.Read(cursor, out dates) is { } expected) return Fail(expected);
        if (!TryDays(out var days)) return false;
        if (days is { } chosen) (weekdays, holidays) = chosen;
        var isSelected = cursor.Position > begins;

        // "Apr-Oct: 08:00" is OpenStreetMap's too, and what people write after Chinese weekdays.
        if (isSelected) cursor.Take(":");
        var isOff = HoursWords.TakeOff(cursor);
        var ranges = ImmutableArray<HoursRange>.Empty;
        if (!isOff)
        {
            if (isSelected && cursor.IsNext(HoursCursor.Always)) return Fail(HoursExpected.WholeDay);
            if (!AtHours()) return Fail(isSelected ? HoursExpected.HoursOrOff : HoursExpected.Rule);
            if (!ReadRanges(out ranges)) return false;
            isOff = HoursWords.TakeOff(cursor);
        }

        rules.Add(new HoursRule(dates, weekdays, holidays && weekdays != HoursRule.EveryDay, isOff, ranges));
        return true;
    }

    /// <summary>Null, and true: no days are named.</summary>
    private bool TryDays(out (int Weekdays, bool Holidays)? days)
    {
        days = null;
        var (weekdays, holidays, isChinese, isFirst) = (0, false, false, true);
        do
        {
            if (HoursWords.TakeHolidays(cursor)) holidays = true;
            else if (HoursWords.TakeDays(cursor) is { } several) weekdays |= several;
            else if (HoursWords.TakeWeekday(cursor, ref isChinese) is { } from)
            {
                var to = from;
                if (cursor.TakeDash())
                {
                    if (HoursWords.TakeWeekday(cursor, ref isChinese) is not { } last) return Fail(HoursExpected.Weekday);
                    to = last;
                }

                for (var day = from; ; day = (day + 1) % HoursRule.DayNames.Length)
                {
                    weekdays |= 1 << day;
                    if (day == to) break;
                }
            }
            else return isFirst || Fail(HoursExpected.WeekdayOrHoliday);

            isFirst = false;
        }
        while (cursor.Take(","));
        days = (weekdays, holidays);
        return true;
    }

    private bool AtHours() => cursor.AtDigit || HoursWords.IsWholeDay(cursor);

    private bool ReadRanges(out ImmutableArray<HoursRange> ranges)
    {
        var read = new List<HoursRange>();
        ranges = [];
        do
        {
            if (read.Count == OpeningHours.MaxRanges) return Fail(HoursExpected.TooManyRanges);
            if (!ReadRange(read)) return false;
        }
        while (cursor.Take(","));
        ranges = HoursRange.Merged(read);
        return true;
    }

    private bool ReadRange(List<HoursRange> read)
    {
        if (HoursWords.TakeWholeDay(cursor))
        {
            read.Add(HoursRange.WholeDay);
            return true;
        }

        if (!cursor.AtDigit) return Fail(HoursExpected.AnotherRange);
        if (!ReadTime(HoursExpected.Begin, DayMinutes.Count - 1, out var from)) return false;
        if (!cursor.TakeDash()) return Fail(HoursExpected.DashAndEnd);
        var isNextDay = HoursWords.TakeNextDay(cursor);
        if (!ReadTime(HoursExpected.End, HoursRange.Latest, out var to)) return false;

        // An end that is not after the beginning is the next day's; the same time twice is a day and a night.
        read.Add(new HoursRange(from, to <= from || (isNextDay && to <= DayMinutes.Count) ? to + DayMinutes.Count : to));
        return true;
    }

    private bool ReadTime(in Expected expected, int latest, out int minutes)
    {
        minutes = 0;
        var begins = cursor.Position;
        if (cursor.TakeNumber(2) is not { } hour) return Fail(expected);
        if (!cursor.Take(":")) return Fail(HoursExpected.Colon);
        if (hour * 60 > latest) return FailAt(begins, expected);
        var past = cursor.Position;
        if (cursor.DigitsAhead != 2 || cursor.TakeNumber(2) is not (>= 0 and < 60 and var minute)) return FailAt(past, HoursExpected.Minutes);
        minutes = hour * 60 + minute;
        return minutes <= latest || FailAt(begins, expected);
    }

    private bool FailAt(int position, in Expected expected)
    {
        cursor.Return(position);
        return Fail(expected);
    }

    private bool Fail(in Expected expected)
    {
        Fault = expected.At(typed, cursor.Position, cursor.Token);
        return false;
    }
}

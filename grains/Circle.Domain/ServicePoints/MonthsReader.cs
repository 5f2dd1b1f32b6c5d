namespace Circle.Domain.ServicePoints;

/// <summary>Reads months and days of months: <c>Apr-Oct</c>, <c>Nov 15-Mar 15</c>, <c>Dec 24-26</c>, 4月1日.</summary>
internal static class MonthsReader
{
    public static bool IsNext(HoursCursor cursor) => cursor.IsNumberBefore('月') || cursor.IsWord(YearDays.Months.AsSpan());

    /// <returns>Null once they are read; else what is expected where the cursor is left.</returns>
    public static Expected? Read(HoursCursor cursor, out YearDays days)
    {
        days = YearDays.All;
        var ranges = new List<(int, int)>();
        do
        {
            if (ReadRange(cursor, ranges) is { } expected) return expected;
        }
        while (cursor.Take(","));
        days = YearDays.Of(ranges);
        return null;
    }

    private static Expected? ReadRange(HoursCursor cursor, List<(int From, int To)> ranges)
    {
        if (ReadMonth(cursor, out var month) is { } noMonth) return noMonth;
        if (TryDay(cursor, month, out var day) is { } noDay) return noDay;
        var (lastMonth, lastDay) = (month, day);
        if (cursor.TakeDash() && ReadEnd(cursor, month, day, out lastMonth, out lastDay) is { } noEnd) return noEnd;
        ranges.Add((YearDays.Number(month, day ?? 1), YearDays.Number(lastMonth, lastDay ?? YearDays.Length(lastMonth))));
        return null;
    }

    /// <summary>What stands behind the dash: a day of the same month, or a month as the beginning has it.</summary>
    private static Expected? ReadEnd(HoursCursor cursor, int month, int? day, out int lastMonth, out int? lastDay)
    {
        (lastMonth, lastDay) = (month, null);
        if (day is null || !IsDay(cursor))
        {
            if (ReadMonth(cursor, out lastMonth) is { } noMonth) return noMonth;
            return IsDay(cursor) == day.HasValue ? TryDay(cursor, lastMonth, out lastDay) : HoursExpected.BothEnds;
        }

        var begins = cursor.Position;
        if (TryDay(cursor, month, out lastDay) is { } noDay) return noDay;
        if (lastDay >= day) return null;
        cursor.Return(begins);
        return HoursExpected.LaterDay;
    }

    private static Expected? ReadMonth(HoursCursor cursor, out int month)
    {
        month = cursor.TakeWord(YearDays.Months.AsSpan()) + 1;
        if (month > 0) return null;
        if (!cursor.IsNumberBefore('月')) return HoursExpected.Month;
        var begins = cursor.Position;
        month = cursor.TakeNumber(2) ?? 0;
        if (month is >= 1 and <= 12 && cursor.Take("月")) return null;
        cursor.Return(begins);
        return HoursExpected.Month;
    }

    /// <summary>A number that is neither an hour nor a month.</summary>
    private static bool IsDay(HoursCursor cursor)
        => cursor.AtDigit && !cursor.IsNumberBefore(':') && !cursor.IsNumberBefore('月') && !HoursWords.IsWholeDay(cursor) && !cursor.IsNext(HoursCursor.Always);

    /// <param name="day">Null where none is named.</param>
    private static Expected? TryDay(HoursCursor cursor, int month, out int? day)
    {
        day = null;
        if (!IsDay(cursor)) return null;
        var begins = cursor.Position;
        day = cursor.TakeNumber(2);
        if (day is null || day < 1 || day > YearDays.Length(month))
        {
            cursor.Return(begins);
            return HoursExpected.DayOf(month);
        }

        _ = cursor.Take("日") || cursor.Take("号");
        return null;
    }
}

namespace Circle.Domain.ServicePoints;

/// <summary>What a clerk types in Chinese for OpenStreetMap's words. 工作日 is none: since days are worked in turn, it is not Monday to Friday.</summary>
internal static class HoursWords
{
    /// <summary>Monday first; 天 is another Sunday.</summary>
    private const string Weekdays = "一二三四五六日天";

    public static bool TakeHolidays(HoursCursor cursor)
        => cursor.TakeWord(["PH"]) >= 0 || cursor.Take("法定节假日") || cursor.Take("节假日");

    public static bool TakeOff(HoursCursor cursor)
        => cursor.TakeWord(["off", "closed"]) >= 0 || cursor.Take("休息") || cursor.Take("不营业");

    public static bool TakeWholeDay(HoursCursor cursor) => cursor.Take("全天") || cursor.Take("24小时");

    public static bool IsWholeDay(HoursCursor cursor) => cursor.IsNext("全天") || cursor.IsNext("24小时");

    /// <returns>Several days by one word, a bit a day; null: none is next.</returns>
    public static int? TakeDays(HoursCursor cursor)
    {
        if (cursor.Take("每天") || cursor.Take("每日")) return HoursRule.EveryDay;
        return cursor.Take("周末") ? 0b110_0000 : null;
    }

    /// <param name="isChinese">A Chinese weekday came before: then 一 alone is one, as in 周一至五; set when one is read.</param>
    /// <returns>0 for Monday to 6; null: none is next.</returns>
    public static int? TakeWeekday(HoursCursor cursor, ref bool isChinese)
    {
        var day = cursor.TakeWord(HoursRule.DayNames.AsSpan());
        if (day >= 0) return day;
        var begins = cursor.Position;
        if (!(cursor.Take("周") || cursor.Take("星期") || cursor.Take("礼拜")) && !isChinese) return null;
        day = cursor.TakeOneOf(Weekdays);
        if (day < 0)
        {
            cursor.Return(begins);
            return null;
        }

        isChinese = true;
        return Math.Min(day, HoursRule.DayNames.Length - 1);
    }
}

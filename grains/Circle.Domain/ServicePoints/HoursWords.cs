using System.Collections.Immutable;

namespace Circle.Domain.ServicePoints;

/// <summary>What a clerk types in Chinese, or in plain English, for OpenStreetMap's words. 工作日 is none: since days are worked in turn, it is not Monday to Friday.</summary>
internal static class HoursWords
{
    /// <summary>Monday first; 天 is another Sunday.</summary>
    private const string Weekdays = "一二三四五六日天";

    /// <summary>As hours are told in English, and in full; Monday first.</summary>
    private static readonly ImmutableArray<string> ShortDays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    private static readonly ImmutableArray<string> FullDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static bool TakeHolidays(HoursCursor cursor)
        => cursor.TakeWord(["PH", "holidays"]) >= 0 || cursor.Take("法定节假日") || cursor.Take("节假日");

    public static bool TakeOff(HoursCursor cursor)
        => cursor.TakeWord(["off", "closed"]) >= 0 || cursor.Take("休息") || cursor.Take("不营业");

    public static bool TakeWholeDay(HoursCursor cursor) => cursor.Take("全天") || cursor.Take("24小时") || cursor.Take("全年昼夜营业") || cursor.Take("all day");

    public static bool IsWholeDay(HoursCursor cursor) => cursor.IsNext("全天") || cursor.IsNext("24小时") || cursor.IsNext("全年昼夜营业") || cursor.IsNext("all day");

    /// <summary>Before an end: as hours are told.</summary>
    public static bool TakeNextDay(HoursCursor cursor) => cursor.Take("次日") || cursor.Take("next day");

    /// <returns>Several days by one word, a bit a day; null: none is next.</returns>
    public static int? TakeDays(HoursCursor cursor)
    {
        if (cursor.Take("每天") || cursor.Take("每日") || cursor.Take("every day")) return HoursRule.EveryDay;
        return cursor.Take("周末") ? 0b110_0000 : null;
    }

    /// <param name="isChinese">A Chinese weekday came before: then 一 alone is one, as in 周一至五; set when one is read.</param>
    /// <returns>0 for Monday to 6; null: none is next.</returns>
    public static int? TakeWeekday(HoursCursor cursor, ref bool isChinese)
    {
        var day = cursor.TakeWord(HoursRule.DayNames.AsSpan());
        if (day < 0) day = cursor.TakeWord(ShortDays.AsSpan());
        if (day < 0) day = cursor.TakeWord(FullDays.AsSpan());
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

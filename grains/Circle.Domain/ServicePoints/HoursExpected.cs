using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Journal;

namespace Circle.Domain.ServicePoints;

/// <summary>What may stand at a place of a text of hours; or, said whole, why nothing more may.</summary>
internal readonly record struct Expected(string Zh, string En, bool IsWhole = false)
{
    private const int MostShown = 20;

    /// <summary>Read as it stands here, in either language of the page.</summary>
    private const string Example = "周一至周五 8:00-18:00；节假日休息", EnglishExample = "Mon-Fri 8:00-18:00; holidays closed";

    /// <param name="token">What stands there, folded; empty at the end.</param>
    public HoursFault At(string typed, int position, string token)
    {
        if (IsWhole) return new HoursFault(position, token.Length, Zh, En);
        if (token.Length == 0)
            return new HoursFault(position, 0, $"末尾还应写{Zh}。例如：{Example}", $"expected at the end: {En}. For example: {EnglishExample}");
        var shown = typed.Substring(position, token.Length);
        shown = FaultList.IsCleanText(shown, lines: false) ? shown[..Math.Min(shown.Length, MostShown)] : Said($"U+{(int)shown[0]:X4}");
        var number = position + 1;
        return HoursExpected.Unsupported(token) is { } kind
            ? new HoursFault(position, token.Length, Said($"第 {number} 个字“{shown}”：不支持{kind.Zh}，这里应写{Zh}。例如：{Example}"), Said($"character {number}, “{shown}”: {kind.En} not supported; expected {En}. For example: {EnglishExample}"))
            : new HoursFault(position, token.Length, Said($"第 {number} 个字“{shown}”不对，这里应写{Zh}。例如：{Example}"), Said($"character {number}, “{shown}”: expected {En}. For example: {EnglishExample}"));
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The words in which a text of hours is refused.</summary>
internal static class HoursExpected
{
    public static readonly Expected Rule = new("哪几天（星期、月份、节假日）、几点到几点", "which days (weekdays, months, holidays), and from when to when");
    public static readonly Expected HoursOrOff = new("时间（8:00-18:00）或“休息”", "hours (8:00-18:00) or “closed”");
    public static readonly Expected WholeDay = new("“全天”；24/7 前面不写星期和月份", "“all day”; 24/7 stands without weekdays and months");
    public static readonly Expected AfterHours = new("逗号和又一段时间（，14:00-18:00），或分号和另外几天的时间（；周六 9:00-12:00）", "a comma and more hours (, 14:00-18:00), or a semicolon and the hours of other days (; Sat 9:00-12:00)");
    public static readonly Expected AfterOff = new("分号和另外几天的时间（；周六 9:00-12:00）", "a semicolon and the hours of other days (; Sat 9:00-12:00)");
    public static readonly Expected AnotherRange = new("又一段时间（14:00-18:00）；另外几天的时间前面用分号", "more hours (14:00-18:00); a semicolon comes before the hours of other days");
    public static readonly Expected Begin = new("开始时间（0:00 到 23:59）", "a beginning (0:00 to 23:59)");
    public static readonly Expected End = new("结束时间（0:00 到 24:00，次日最晚写到 48:00）", "an end (0:00 to 24:00; into the next day to 48:00)");
    public static readonly Expected Colon = new("冒号和分钟（9:00）", "a colon and minutes (9:00)");
    public static readonly Expected Minutes = new("两位分钟（00 到 59）", "minutes of two digits (00 to 59)");
    public static readonly Expected DashAndEnd = new("“-”和结束时间（8:00-18:00）", "a dash and an end (8:00-18:00)");
    public static readonly Expected Month = new("月份（1月到12月）", "a month (Jan to Dec)");
    public static readonly Expected BothEnds = new("两头一样的日期：都写日（11月15日-3月15日），或都不写（11月-3月）", "both ends alike: with days (Nov 15-Mar 15) or without (Nov-Mar)");
    public static readonly Expected LaterDay = new("更晚的一天；跨年请写全（12月26日-12月24日）", "a later day; over the new year in full (Dec 26-Dec 24)");
    public static readonly Expected Weekday = new("星期几（周一到周日）", "a weekday (Mon to Sun)");
    public static readonly Expected WeekdayOrHoliday = new("星期几（周一到周日）或“节假日”", "a weekday (Mon to Sun) or “holidays”");
    public static readonly Expected TooManyRules = new($"最多 {OpeningHours.MaxRules} 条规则", $"at most {OpeningHours.MaxRules} rules", IsWhole: true);
    public static readonly Expected TooManyRanges = new($"一条规则最多 {OpeningHours.MaxRanges} 段时间", $"at most {OpeningHours.MaxRanges} ranges of hours in a rule", IsWhole: true);

    /// <summary>Parts of OpenStreetMap's grammar, and of what people say, that are refused by name.</summary>
    private static readonly ImmutableArray<(string Token, Expected Kind)> Kinds =
    [
        .. ((string[])["sunrise", "sunset", "dawn", "dusk", "("]).Select(token => (token, new Expected("日出日落时刻", "sunrise and sunset are"))),
        ("week", new("周数", "numbers of weeks are")),
        ("easter", new("复活节", "Easter is")),
        ("sh", new("学校假期", "school holidays are")),
        ("unknown", new("“不详”", "unknown is")),
        ("open", new("“open”一词", "the word open is")),
        ("\"", new("备注", "comments are")),
        ("“", new("备注", "comments are")),
        ("|", new("备选规则", "rules to fall back on are")),
        ("+", new("没有结束的时间", "hours without an end are")),
        ("[", new("每月第几个星期几", "weekdays by their number in the month are")),
        ("/", new("间隔", "intervals are")),
    ];

    /// <param name="month">1 to 12.</param>
    public static Expected DayOf(int month) => new($"1 到 {YearDays.Length(month)} 日", $"a day from 1 to {YearDays.Length(month)}");

    public static HoursFault TooLong(int length) => new(
        OpeningHours.MaxLength, length - OpeningHours.MaxLength, $"最多 {OpeningHours.MaxLength} 个字，现为 {length} 个", $"at most {OpeningHours.MaxLength} characters, has {length}");

    /// <summary>It was short, and is too long once it is written as OpenStreetMap does.</summary>
    public static HoursFault TooLongWritten(int typed, int length) => new(
        0, typed, $"按标准格式写出来最多 {OpeningHours.MaxLength} 个字，现为 {length} 个", $"at most {OpeningHours.MaxLength} characters in the standard form, has {length}");

    /// <summary>Null: it is nothing that OpenStreetMap would know either.</summary>
    public static Expected? Unsupported(string token)
    {
        if (token.Length == 4 && token.All(char.IsAsciiDigit)) return new Expected("年份，也不支持没有冒号的时间", "years, and times without a colon, are");
        if (token.StartsWith("工作日", StringComparison.Ordinal)) return new Expected("“工作日”（调休时说不清）", "workdays, which differ from Monday to Friday, are");
        foreach (var (known, kind) in Kinds)
        {
            if (known == token) return kind;
        }

        return null;
    }
}

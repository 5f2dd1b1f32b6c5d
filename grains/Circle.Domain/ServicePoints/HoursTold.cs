using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Evidence;

namespace Circle.Domain.ServicePoints;

/// <summary>How opening hours are told to people: a sentence for each rule, in their order, a later one holding on its days.</summary>
internal static class HoursTold
{
    private static readonly ImmutableArray<string> Days = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    private static readonly ImmutableArray<string> EnglishDays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static Reason Of(HoursRule rule)
    {
        if (rule.IsAlways) return new("全年昼夜营业", "Day and night, all year");
        var (zh, en) = (new List<string>(), new List<string>());
        if (!rule.Dates.IsAll)
        {
            zh.Add(string.Join('、', rule.Dates.Runs.Select(run => Span(run.From, run.To, Date))));
            en.Add(string.Join(", ", rule.Dates.Runs.Select(run => Span(run.From, run.To, EnglishDate, "–"))));
        }

        zh.Add(DaysOf(rule, Days, "每天", "节假日", "至", "、"));
        en.Add(DaysOf(rule, EnglishDays, "Every day", "holidays", "–", ", "));
        if (!rule.Ranges.IsEmpty)
        {
            zh.Add(string.Join('、', rule.Ranges.Select(range => Range(range, "全天", "次日 "))));
            en.Add(string.Join(", ", rule.Ranges.Select(range => Range(range, "all day", "next day "))));
        }

        if (rule.IsOff)
        {
            zh.Add("休息");
            en.Add("closed");
        }

        return new(string.Join(' ', zh), string.Join(' ', en));
    }

    private static string DaysOf(HoursRule rule, ImmutableArray<string> names, string every, string holidays, string to, string and)
    {
        if (rule.Weekdays == HoursRule.EveryDay) return every;
        var told = new List<string>();
        for (var first = 0; first < names.Length; first++)
        {
            if (!Has(first) || Has(first - 1)) continue;
            var length = 1;
            while (Has(first + length)) length++;
            if (length > 2) told.Add($"{names[first]}{to}{names[(first + length - 1) % names.Length]}");
            else told.AddRange(Enumerable.Range(first, length).Select(day => names[day % names.Length]));
        }

        if (rule.Holidays) told.Add(holidays);
        return string.Join(and, told);

        bool Has(int day) => (rule.Weekdays >> ((day + names.Length) % names.Length) & 1) != 0;
    }

    private static string Range(HoursRange range, string wholeDay, string nextDay)
    {
        if (range == HoursRange.WholeDay) return wholeDay;
        var end = range.To <= DayMinutes.Count ? Clock(range.To) : nextDay + Clock(range.To - DayMinutes.Count);
        return $"{Clock(range.From)}–{end}";
    }

    private static string Span(int from, int to, Func<int, string> date, string dash = "至") => from == to ? date(from) : $"{date(from)}{dash}{date(to)}";

    private static string Date(int number)
    {
        var (month, day) = YearDays.DateOf(number);
        return string.Create(CultureInfo.InvariantCulture, $"{month}月{day}日");
    }

    private static string EnglishDate(int number)
    {
        var (month, day) = YearDays.DateOf(number);
        return string.Create(CultureInfo.InvariantCulture, $"{day} {YearDays.Months[month - 1]}");
    }

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60}:{minute % 60:00}");
}

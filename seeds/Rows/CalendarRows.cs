using System.Collections.Immutable;
using Circle.Domain.Time;
using Circle.Seeds.Csv;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Rows;

/// <summary>calendar*.csv, one day a row, as the yearly notice lists them.</summary>
internal sealed class CalendarRows(Values values)
{
    private static readonly string[] Required = ["date", "kind", "name", "source"];

    private readonly Dictionary<DateOnly, (DayKind Kind, At At)> days = [];

    private enum DayKind
    {
        Holiday,
        Workday,
    }

    public void Read(SeedText file)
    {
        foreach (var row in CsvTable.Rows(file, Required, [], values))
        {
            var (date, kind) = (row.Date("date"), row.Word<DayKind>("kind"));
            // Not kept, but a row without them cannot be checked against its notice.
            _ = (row.Text("name"), row.Text("source"));
            if (date == default)
                continue;
            if (kind == DayKind.Workday && !IsWeekend(date))
                values.Problems.Add(row.At, $"{date:yyyy-MM-dd} 不是周六、周日，不必写成 workday");
            if (!days.TryAdd(date, (kind, row.At)))
                values.Problems.Add(row.At, $"{date:yyyy-MM-dd} 在 {days[date].At.File} 第 {days[date].At.Line} 行已写过");
        }
    }

    /// <summary>A notice counts weekends into its holidays ("19 to 21 September"); the calendar needs only the weekdays.</summary>
    public WorkCalendar ToCalendar() => new(Days(DayKind.Holiday, weekend: false), Days(DayKind.Workday, weekend: true));

    private ImmutableHashSet<DateOnly> Days(DayKind kind, bool weekend)
        => [.. days.Where(d => d.Value.Kind == kind && IsWeekend(d.Key) == weekend).Select(d => d.Key)];

    private static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}

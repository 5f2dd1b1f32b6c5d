using System.Collections.Immutable;
using Circle.Domain.Plans;

namespace Circle.Seeds.Tests;

/// <summary>Writes figures out the way a person writes a table down, so that a difference shows where it is.</summary>
internal static class AutumnTable
{
    public static string Letter(Status status) => status switch
    {
        Status.BaselineUnconfirmed => "U",
        Status.Missed => "M",
        Status.Behind => "B",
        Status.NoData => "N",
        Status.AtRisk => "R",
        Status.OnTrack => "o",
        Status.NothingDue => "·",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "no such status"),
    };

    /// <summary>Lines down, dates across: month and day over each column.</summary>
    public static string Of(ImmutableArray<DateOnly> dates, ImmutableArray<Line> lines, int width, Func<DateOnly, Func<Line, string>> column)
    {
        var columns = dates.Select(column).ToList();
        return string.Join('\n',
        [
            Row("", dates.Select(d => $"{d.Month}"), width),
            Row("", dates.Select(d => $"{d.Day}"), width),
            .. lines.Select(line => Row($"{line.Order,2} {line.Id}", columns.Select(figure => figure(line)), width)),
        ]);
    }

    public static string Row(string head, IEnumerable<string> figures, int width) => $"{head,-21}" + string.Concat(figures.Select(f => f.PadLeft(width)));
}

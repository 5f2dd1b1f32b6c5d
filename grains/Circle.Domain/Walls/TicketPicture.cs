using Circle.Domain.Plans;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Walls;

/// <summary>
/// The hotline as a figure of a region's wall. As <see cref="DirectoryPicture"/>: what each line has of it is kept, and the figure made anew where that is other
/// than before. Mutable, for one picture's use.
/// </summary>
internal sealed class TicketPicture
{
    /// <summary>Months of which the satisfaction is told, the present one among them.</summary>
    private const int Months = 3;

    private readonly Dictionary<LineId, List<Cell>> lines = [];
    private TicketsCell? painted;
    private bool isStale;

    public void Clear()
    {
        lines.Clear();
        isStale = true;
    }

    /// <param name="cells">All of the line, or of what is of none.</param>
    public void Take(LineId line, IEnumerable<Cell> cells)
    {
        var ours = cells.Where(c => c.Key.Measure == TicketCells.Tickets).ToList();
        var before = lines.GetValueOrDefault(line);
        if (ours.Count == (before?.Count ?? 0) && (before is null || ours.ToHashSet().SetEquals(before))) return;
        lines[line] = ours;
        isStale = true;
    }

    /// <returns>Null while nobody ever called: that is not the same as nothing to complain of.</returns>
    public TicketsCell? Paint(DateOnly today)
    {
        if (!isStale) return painted;
        isStale = false;
        var cells = lines.Values.SelectMany(l => l).ToList();
        return painted = cells.Count == 0 ? null : Paint(cells, today);
    }

    private static TicketsCell Paint(List<Cell> cells, DateOnly today)
    {
        var months = District.MonthOf(today).AddMonths(1 - Months);
        return new TicketsCell(
            Of(TicketCount.Total, today), Of(TicketCount.AtOnce, today), Of(TicketCount.Total, today.AddDays(-6)), Of(TicketCount.Open, DateOnly.MinValue), Of(TicketCount.Overdue, DateOnly.MinValue),
            Of(TicketCount.Substantiated, months), Of(TicketCount.Rated, months), Of(TicketCount.Satisfied, months));

        long Of(TicketCount count, DateOnly since) => cells.Where(c => c.Key.Point == TicketCells.PointOf(count) && c.Key.Date >= since && c.Key.Date <= today).Sum(c => c.Value);
    }
}

using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Walls;

/// <summary>
/// The directory of service points as a figure of a region's wall. A wall is painted far more often than the directory changes: what
/// each line has of it is kept, and the figure made anew when that is other than before. Mutable, for one picture's use.
/// </summary>
internal sealed class DirectoryPicture
{
    private readonly Dictionary<LineId, List<Cell>> lines = [];
    private DirectoryCell? painted;
    private bool isStale;

    public void Clear()
    {
        lines.Clear();
        isStale = true;
    }

    /// <param name="cells">All of the line.</param>
    public void Take(LineId line, IEnumerable<Cell> cells)
    {
        var ours = cells.Where(IsOurs).ToList();
        var before = lines.GetValueOrDefault(line);
        if (ours.Count == (before?.Count ?? 0) && (before is null || ours.ToHashSet().SetEquals(before))) return;
        lines[line] = ours;
        isStale = true;
    }

    /// <param name="region">Its communities are counted, those that were merged into another with it; looked at only where the figure is made anew.</param>
    /// <returns>Null while nothing of the region stands in the directory: nobody may say that it lacks anything.</returns>
    public DirectoryCell? Paint(DirectoryRules? rules, PlaceTree places, PlaceId region, DateOnly today)
    {
        if (!isStale) return painted;
        isStale = false;
        return painted = rules is null
            ? null
            : Paint(rules, [.. lines.Values.SelectMany(l => l)], places.Subtree(region).Count(p => p.Kind == PlaceKind.Community && !places.IsMerged(p.Id)), today.AddDays(-rules.ContactDays));
    }

    private static DirectoryCell? Paint(DirectoryRules rules, List<Cell> cells, int communities, DateOnly since)
    {
        var points = cells.Where(c => c.Key.Measure == CircleCells.Points).ToList();
        if (points.Count == 0) return null;
        return new DirectoryCell(
            points.Sum(c => c.Value),
            points.Where(c => c.Key.Point != CircleCells.Public).Sum(c => c.Value),
            From(points, Registration.Registered),
            From(points, Registration.Agreed),
            cells.Where(c => c.Key.Measure == CircleCells.Verified && c.Key.Point == CircleCells.Word(FieldGroup.Contact) && c.Key.Date >= since).Sum(c => c.Value),
            communities,
            (int)Of(cells, CircleCells.Circle, CircleCells.Word(CircleStage.Complete)),
            (int)Of(cells, CircleCells.Circle, CircleCells.Word(CircleStage.Lacking)),
            [.. rules.Kinds.Where(kind => rules.Sufficient.Contains(kind.Id)).Select(kind => Cover(kind, cells)).OrderByDescending(k => k.Gap)],
            CheckOf(cells));
    }

    /// <summary>A quarter that has only just been drawn says nothing yet: the one before stands until it does.</summary>
    private static CheckRate? CheckOf(List<Cell> cells)
    {
        foreach (var quarter in cells.Where(c => c.Key.Measure == CheckCells.Checked).GroupBy(c => c.Key.Date).OrderByDescending(g => g.Key))
        {
            var (of, counts) = (Quarter.Of(quarter.Key), CheckCells.Count(quarter));
            if (counts.Done > 0) return new(of.Year, of.Number, counts.Right, counts.Done, counts.Drawn);
        }

        return null;
    }

    private static bool IsOurs(Cell cell)
        => cell.Key.Measure == CircleCells.Points || cell.Key.Measure == CircleCells.Verified || cell.Key.Measure == CircleCells.Circle
           || cell.Key.Measure == CircleCells.Reach || cell.Key.Measure == CircleCells.OldReach || cell.Key.Measure == CheckCells.Checked;

    private static long From(List<Cell> points, Registration least)
        => Enum.GetValues<Registration>().Where(step => step >= least).Sum(step => points.Where(c => c.Key.Point == CircleCells.Word(step)).Sum(c => c.Value));

    private static long Of(List<Cell> cells, MeasureId measure, string point) => cells.Where(c => c.Key.Measure == measure && c.Key.Point == point).Sum(c => c.Value);

    private static KindCover Cover(PointKind kind, List<Cell> cells)
    {
        long Count(MeasureId measure, ReachState state) => Of(cells, measure, CircleCells.PointOf(kind.Id, state));
        return new(
            kind.Id,
            kind.Name,
            kind.EnglishName,
            Count(CircleCells.Reach, ReachState.Covered),
            Count(CircleCells.Reach, ReachState.Gap),
            Count(CircleCells.OldReach, ReachState.Covered),
            Count(CircleCells.OldReach, ReachState.Gap));
    }
}

using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Volunteering;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Walls;

/// <summary>
/// What teams did, as a figure of a region's wall. As <see cref="TicketPicture"/>: what each line has of it is kept, in all and at each child, and the figure
/// made anew where that is other than before. What is logged late belongs to the day on which it was, so that no figure of today jumps for it. Mutable, for
/// one picture's use.
/// </summary>
internal sealed class VolunteerPicture
{
    private readonly Dictionary<(PlaceId? Child, LineId Line), List<Cell>> lines = [];
    private VolunteersCell? painted;
    private bool isStale;

    public void Clear()
    {
        lines.Clear();
        isStale = true;
    }

    /// <param name="child">Null: the region with all under it.</param>
    /// <param name="cells">All of the line there.</param>
    public void Take(PlaceId? child, LineId line, IEnumerable<Cell> cells)
    {
        var ours = cells.Where(c => c.Key.Measure == ActivityCells.Days || c.Key.Measure == AlertCells.SilentTeams).ToList();
        var before = lines.GetValueOrDefault((child, line));
        if (ours.Count == (before?.Count ?? 0) && (before is null || ours.ToHashSet().SetEquals(before))) return;
        lines[(child, line)] = ours;
        isStale = true;
    }

    /// <returns>Null while no team ever did anything or is missed.</returns>
    public VolunteersCell? Paint(PlanVersion plan, PlaceTree places, PlaceId self, DateOnly today)
    {
        if (!isStale) return painted;
        isStale = false;
        return painted = lines.All(l => l.Value.Count == 0) ? null : Fresh(plan, places, self, today);
    }

    private VolunteersCell Fresh(PlanVersion plan, PlaceTree places, PlaceId self, DateOnly today)
    {
        var whole = lines.Where(l => l.Key.Child is null).ToList();
        var sums = Of(whole.SelectMany(l => l.Value), today, today);
        return new VolunteersCell(
            sums.Activities,
            sums.People,
            sums.Minutes,
            Of(whole.SelectMany(l => l.Value), today.AddDays(-6), today).Activities,
            whole.SelectMany(l => l.Value).Where(c => c.Key.Measure == AlertCells.SilentTeams).Sum(c => c.Value),
            [
                .. whole.Where(l => plan.Find(l.Key.Line) is not null).GroupBy(l => plan.Find(l.Key.Line)!.Ring).OrderBy(ring => ring.Key)
                    .Select(ring => (ring.Key, Sums: Of(ring.SelectMany(l => l.Value), today, today))).Where(ring => ring.Sums.Activities > 0)
                    .Select(ring => new RingActivities(ring.Key, ring.Sums.Activities, ring.Sums.People, ring.Sums.Minutes)),
            ],
            [
                .. places.ChildrenOf(self)
                    .Select(child => (child, Sums: Of(lines.Where(l => l.Key.Child == child.Id).SelectMany(l => l.Value), today, today))).Where(place => place.Sums.Activities > 0).OrderByDescending(place => place.Sums.Activities)
                    .Select(place => new PlaceActivities(PlaceLink.Of(place.child), place.Sums.Activities, place.Sums.People, place.Sums.Minutes)),
            ]);
    }

    private static ActivitySums Of(IEnumerable<Cell> cells, DateOnly from, DateOnly until) => ActivityCells.SumsOf(Tally.Of(cells), ActivityCells.Days, from, until);
}

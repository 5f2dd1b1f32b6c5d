using System.Collections.Frozen;
using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Rehearsal;

/// <summary>
/// Who has to build what of one line: its targets, written out as the plan writes them, less what stands. The i-th facility
/// of a unit is the one that each step asks for first.
/// </summary>
internal sealed class LineWorks(
    Setting setting, Line line, ImmutableArray<FacilityDraft> known, FrozenDictionary<PlaceId, Pace> paces, Grip grip)
{
    private const int LongestDays = 400;

    private readonly List<FacilityDraft> free = [.. known.Where(d => d.Origin == Origin.Planned || line.CountsExisting)];
    private readonly Sites sites = new(setting, line, known);

    public ImmutableArray<Work> All()
    {
        var works = ImmutableArray.CreateBuilder<Work>();
        var units = Targets.WriteOut(line, setting.Places)
            .GroupBy(t => t.Unit)
            .Select(u => (Unit: setting.Places.Find(u.Key)!, Targets: u.ToList()));
        foreach (var (unit, targets) in units.OrderByDescending(u => u.Unit.Kind))
            works.AddRange(Owed(unit, targets));

        // What the seeds plan beyond every target is built all the same, by the line's last date.
        var last = line.Steps.OrderByDescending(s => s.Due).ThenBy(s => s.Stage).Select(s => (s.Stage, s.Due)).Take(1).ToList();
        works.AddRange(free.Where(d => d.Origin == Origin.Planned).Select(left => WorkOf(left, false, PlaceKind.Community, last)));
        return works.ToImmutable();
    }

    private IEnumerable<Work> Owed(PlaceNode unit, List<Target> targets)
    {
        var mine = new Queue<FacilityDraft>(free
            .Where(d => setting.Places.PathUp(d.Place).Any(p => p.Id == unit.Id))
            .OrderBy(d => d.Origin == Origin.Existing ? unit.Kind == PlaceKind.District : unit.Kind != PlaceKind.District));
        var most = targets.Max(t => t.Cumulative);
        for (var i = 0L; i < most; i++)
        {
            var dates = targets.Where(t => t.Cumulative > i).GroupBy(t => t.Stage).Select(s => (s.Key, s.Min(t => t.Due))).ToList();
            if (mine.TryDequeue(out var standing))
            {
                free.Remove(standing);
                if (standing.Origin == Origin.Planned) yield return WorkOf(standing, false, unit.Kind, dates);
            }
            else if (dates.Min(d => d.Item2) <= Season.Last)
            {
                var site = unit.Kind switch
                {
                    PlaceKind.Community => unit,
                    PlaceKind.Street => sites.In(unit),
                    _ => sites.Anywhere(street => paces.GetValueOrDefault(street, Pace.Steady)),
                };
                yield return WorkOf(sites.Draft(site), true, unit.Kind, dates);
            }
        }
    }

    private Work WorkOf(FacilityDraft draft, bool registers, PlaceKind unit, IEnumerable<(Stage Stage, DateOnly Due)> dates)
    {
        var due = dates.GroupBy(d => d.Stage).ToImmutableSortedDictionary(s => s.Key, s => s.Max(d => d.Due));
        var street = setting.StreetOf(draft.Place);
        var led = unit == PlaceKind.District && !registers;
        return new Work(
            draft,
            registers,
            line,
            setting.Places.Find(draft.Place)!,
            street,
            setting.Places.Find(draft.Place)!.Kind == PlaceKind.District ? PlaceKind.District : unit,
            led || street is null ? Pace.Steady : paces.GetValueOrDefault(street.Value, Pace.Steady),
            grip,
            due.ToImmutableSortedDictionary(d => d.Key, d => new Window(Opens(due, d.Key, d.Value), d.Value)));
    }

    private DateOnly Opens(ImmutableSortedDictionary<Stage, DateOnly> due, Stage stage, DateOnly by)
        => line.Steps.Where(s => s.Stage == stage && !s.Quotas.IsEmpty).Select(s => s.Due)
            .Concat(due.Where(d => d.Key < stage).Select(d => d.Value))
            .Where(day => day < by)
            .Append(setting.Plan.IssuedOn)
            .Append(by.AddDays(-LongestDays))
            .Max();
}

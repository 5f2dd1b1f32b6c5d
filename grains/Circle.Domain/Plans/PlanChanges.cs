using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Places;

namespace Circle.Domain.Plans;

/// <summary>方案改动: what differs between two documents, and what that does to who owes how much by when.</summary>
public static class PlanChanges
{
    /// <param name="places">Names places, and who owes an "each …" of both documents.</param>
    public static PlanDifferences Between(PlanDocument before, PlanDocument after, PlaceTree places)
    {
        var (old, now) = (before.Lines.ToDictionary(l => l.Id), after.Lines.ToDictionary(l => l.Id));
        var lines = old.Keys.Union(now.Keys)
            .Select(id => Line(old.GetValueOrDefault(id), now.GetValueOrDefault(id), places))
            .OfType<LineDifference>()
            .OrderBy(l => l.Order).ThenBy(l => l.Line.Value, StringComparer.Ordinal);
        return Bounded([.. Head(before, after)], lines);
    }

    /// <summary>
    /// Steps that the new document has due before <paramref name="today"/> and the old one had not, or not with as much, of
    /// lines that count. Where the district has reached fewer items than are due, somebody is late for sure; else it rests
    /// with each unit, since nobody's surplus pays another's debt.
    /// </summary>
    /// <param name="reached">The district's cells; only <see cref="Counts.Item"/> is read.</param>
    public static ImmutableArray<LateStep> LateAtOnce(
        PlanDocument before, PlanDocument after, PlaceTree places, Func<LineId, bool> isConfirmed, Tally reached, DateOnly today)
    {
        var old = before.Lines.ToDictionary(l => l.Id);
        var late = ImmutableArray.CreateBuilder<LateStep>();
        foreach (var line in after.Lines.Where(l => isConfirmed(l.Id)).OrderBy(l => l.Order))
        {
            var (was, will) = (TargetTable.Of(old.GetValueOrDefault(line.Id), places), TargetTable.Of(line, places));
            var last = will.LastDue;
            foreach (var step in line.Steps.Where(s => s.Due < today && will.Holds(s.Id)).OrderBy(s => s.Due))
            {
                var items = will.Total(step.Due, step.Stage);
                if (was.Total(step.Due, step.Stage) >= items) continue;
                var point = TallyKey.PointOf(step.Stage);
                var has = reached.Cells.Where(c => c.Key.Line == line.Id && c.Key.Measure == Counts.Item && c.Key.Point == point && c.Key.Date <= today).Sum(c => c.Value);
                late.Add(new(line.Id, line.Name, step.Id, step.Label, step.Due, step.Stage, step.Due == last ? Status.Missed : Status.Behind, items, has, line.LeadOf(step)));
            }
        }

        return late.ToImmutable();
    }

    private static IEnumerable<PlanChange> Head(PlanDocument before, PlanDocument after) =>
    [
        .. LineChanges.Value("number", before.Number, after.Number),
        .. LineChanges.Value("title", before.Title, after.Title),
        .. LineChanges.Value("issuedOn", Day(before.IssuedOn), Day(after.IssuedOn)),
        .. LineChanges.Doubts(before.Doubts, after.Doubts),
        .. DirectoryChanges.Between(before.Directory, after.Directory),
        .. AlertChanges.Between(before.Alerts, after.Alerts),
        .. SupervisionChanges.Between(before.Supervision, after.Supervision),
        .. HotlineChanges.Between(before.Hotline, after.Hotline),
        .. VolunteeringChanges.Between(before.Volunteering, after.Volunteering),
    ];

    private static LineDifference? Line(Line? before, Line? after, PlaceTree places)
    {
        var shown = (after ?? before)!;
        var kind = before is null ? ChangeKind.Added : after is null ? ChangeKind.Removed : ChangeKind.Changed;
        var changes = (before is null || after is null
            ? LineChanges.Steps(before?.Steps ?? [], after?.Steps ?? [])
            : LineChanges.Between(before, after, places)).ToImmutableArray();
        return kind == ChangeKind.Changed && changes.IsEmpty
            ? null
            : new(shown.Id, kind, shown.Order, shown.Ring, shown.Name, shown.EnglishName, shown.Lead, changes, TargetTable.Between(before, after, places), shown.Unit);
    }

    /// <summary>Every line that differs stays in the list, so that none is taken unseen; its changes may be left out.</summary>
    private static PlanDifferences Bounded(ImmutableArray<PlanChange> head, IEnumerable<LineDifference> lines)
    {
        var (room, left) = (PlanDifferences.Most, 0);
        var document = Fit(head);
        return new(document, [.. lines.Select(l => l with { Changes = Fit(l.Changes) }).ToList()], left);

        ImmutableArray<PlanChange> Fit(ImmutableArray<PlanChange> changes)
        {
            var fits = Math.Min(room, changes.Length);
            (room, left) = (room - fits, left + changes.Length - fits);
            return [.. changes.Take(fits)];
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

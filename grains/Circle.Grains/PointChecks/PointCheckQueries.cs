using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.PointChecks;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;
using Circle.Grains.Plans;
using Circle.Grains.ServicePoints;
using Circle.Grains.Time;
using Orleans.Concurrency;

namespace Circle.Grains.PointChecks;

[StatelessWorker, Reentrant, GrainType("check-queries")]
public sealed class PointCheckQueries(IPointCheckRows rows, IServicePointRows points, Atlas atlas, BusinessClock clock) : Grain, IPointCheckQueries
{
    public async Task<CheckList> List(CheckQuery query)
    {
        var present = Quarter.Of(District.DateOf(clock.Now));
        ImmutableArray<Quarter> quarters = [.. Enumerable.Range(0, Math.Clamp(query.Quarters, 1, CheckQuery.MostQuarters)).Select(present.Before)];
        var streets = StreetsOf(query.Place);
        var checks = (await ReadAsync(streets, quarters)).ToLookup(c => c.Street);
        return new CheckList(
            present,
            present.LastDay(),
            atlas.Plan?.Document.Directory?.Checked ?? 0,
            [.. quarters.Select(q => new QuarterTotal(q, checks.SelectMany(c => c).Where(c => c.Quarter == q).Aggregate(CheckCounts.None, (sum, c) => sum.Plus(c.Count(query.Line)))))],
            [.. await Task.WhenAll(streets.Select(async street => new StreetChecks(
                street,
                [.. checks[street].OrderByDescending(c => c.Quarter.FirstDay()).Select(c => HeadOf(c, query.Line))],
                checks[street].Any(c => c.Quarter == present) ? null : await PopulationAsync(street))))]);
    }

    public async Task<ImmutableArray<WrongPoint>> Wrong(PointScope scope)
    {
        var present = Quarter.Of(District.DateOf(clock.Now));
        var wrong = (await ReadAsync(StreetsOf(scope.Place), [present, present.Before(1)]))
            .SelectMany(check => check.Points.Where(p => p.Verdict == Verdict.Wrong && (scope.Line is null || p.Line == scope.Line)).Select(p => (Check: check, Point: p)))
            .ToLookup(w => w.Check.Street);
        if (wrong.Count == 0) return [];
        var under = atlas.Places.Under(scope.Place)?.ToHashSet();
        var regions = wrong.SelectMany(w => atlas.Places.Under(w.Key)!.Value).Where(p => under?.Contains(p) ?? true).ToImmutableArray();
        var found = (await points.AllAsync(regions, CancellationToken.None)).ToDictionary(p => p.Id);
        return
        [
            .. wrong.SelectMany(w => w)
                .Where(w => found.TryGetValue(w.Point.Point, out var point) && StillWrong.Is(w.Point, point))
                .OrderByDescending(w => w.Point.On).ThenBy(w => w.Point.Point.Value, StringComparer.Ordinal)
                .DistinctBy(w => w.Point.Point)
                .Select(w => Told(w.Check, w.Point, found[w.Point.Point])),
        ];
    }

    private static WrongPoint Told(PointCheckView check, CheckedPoint wrong, ServicePointView point)
        => new(point.Id, point.Listing.Name, point.Place, point.Line, check.Id, check.Quarter, wrong.Fields, wrong.On!.Value, wrong.Note);

    private static CheckHead HeadOf(PointCheckView check, LineId? line) => new(check.Id, check.Quarter, check.Population, check.DrawnOn, check.Count(line));

    private async Task<IEnumerable<PointCheckView>> ReadAsync(ImmutableArray<PlaceId> streets, ImmutableArray<Quarter> quarters)
        => (await rows.ListAsync(streets, quarters, CancellationToken.None)).Select(view => JsonSerializer.Deserialize<PointCheckView>(view, JournalJson.Options)!);

    private async Task<int> PopulationAsync(PlaceId street)
    {
        var due = DueDays.Of(atlas.Plan?.Document.Directory, District.DateOf(clock.Now));
        var counts = await points.CountAsync(atlas.Places.Under(street), null, due, CancellationToken.None);
        return counts.Where(c => c.State is PointState.Open or PointState.Paused).Sum(c => c.Count);
    }

    /// <summary>Those of a place, or the one that it lies in.</summary>
    private ImmutableArray<PlaceId> StreetsOf(PlaceId? place)
    {
        if ((place ?? atlas.Places.Root?.Id) is not { } top) return [];
        ImmutableArray<PlaceId> under = [.. atlas.Places.Subtree(top).Where(p => p.Kind == PlaceKind.Street).Select(p => p.Id)];
        return under.IsEmpty ? [.. atlas.Places.PathUp(top).Where(p => p.Kind == PlaceKind.Street).Select(p => p.Id)] : under;
    }
}

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
        var populations = await PopulationsAsync([.. streets.Where(street => checks[street].All(c => c.Quarter != present))]);
        return new CheckList(
            present,
            present.LastDay(),
            atlas.Plan?.Document.Directory?.Checked ?? 0,
            [.. quarters.Select(q => new QuarterTotal(q, checks.SelectMany(c => c).Where(c => c.Quarter == q).Aggregate(CheckCounts.None, (sum, c) => sum.Plus(c.Count(query.Line)))))],
            [.. streets.Select(street => new StreetChecks(
                street,
                [.. checks[street].OrderByDescending(c => c.Quarter.FirstDay()).Select(c => HeadOf(c, query.Line))],
                populations.TryGetValue(street, out var points) ? points : null))]);
    }

    public async Task<ImmutableArray<WrongPoint>> Wrong(PointScope scope)
    {
        var present = Quarter.Of(District.DateOf(clock.Now));
        var wrong = (await ReadAsync(StreetsOf(scope.Place), [present, present.Before(1)]))
            .SelectMany(check => check.Points.Where(p => p.Verdict == Verdict.Wrong && (scope.Line is null || p.Line == scope.Line)).Select(p => (Check: check, Point: p)))
            .ToList();
        var under = atlas.Places.Under(scope.Place);
        var found = (await points.NamedAsync([.. wrong.Select(w => w.Point.Point).Distinct()], CancellationToken.None)).Select(ServicePointReading.Read).ToDictionary(p => p.Id);
        var reported = await points.MismatchedAsync(under, scope.Line is { } line ? LineKinds.Of(line, atlas.Plan?.Document.Directory) : null, WrongPoint.MostReported, CancellationToken.None);
        return
        [
            .. wrong
                .Where(w => found.TryGetValue(w.Point.Point, out var point) && (under?.Contains(point.Place) ?? true) && StillWrong.Is(w.Point, point))
                .Select(w => Told(w.Check, w.Point, found[w.Point.Point]))
                .Concat(reported.Select(ServicePointReading.Read).Select(Told))
                .OrderByDescending(w => w.On).ThenBy(w => w.Point.Value, StringComparer.Ordinal)
                .DistinctBy(w => w.Point),
        ];
    }

    private static WrongPoint Told(ServicePointView point)
        => new(point.Id, point.Listing.Name, point.Place, point.Line, null, null, point.Mismatch!.Fields, point.Mismatch.On, point.Mismatch.Note);

    private static WrongPoint Told(PointCheckView check, CheckedPoint wrong, ServicePointView point)
        => new(point.Id, point.Listing.Name, point.Place, point.Line, check.Id, check.Quarter, wrong.Fields, wrong.On!.Value, wrong.Note);

    private static CheckHead HeadOf(PointCheckView check, LineId? line) => new(check.Id, check.Quarter, check.Population, check.DrawnOn, check.Count(line));

    private async Task<IEnumerable<PointCheckView>> ReadAsync(ImmutableArray<PlaceId> streets, ImmutableArray<Quarter> quarters)
        => (await rows.ListAsync(streets, quarters, CancellationToken.None)).Select(view => JsonSerializer.Deserialize<PointCheckView>(view, JournalJson.Options)!);

    /// <summary>Open or paused points of each street and what lies under it.</summary>
    private async Task<Dictionary<PlaceId, int>> PopulationsAsync(ImmutableArray<PlaceId> streets)
    {
        var under = streets.ToDictionary(street => street, street => atlas.Places.Under(street)!.Value);
        var counts = await points.PopulationsAsync([.. under.Values.SelectMany(places => places).Distinct()], CancellationToken.None);
        return under.ToDictionary(u => u.Key, u => u.Value.Sum(place => counts.GetValueOrDefault(place)));
    }

    /// <summary>Those of a place, or the one that it lies in.</summary>
    private ImmutableArray<PlaceId> StreetsOf(PlaceId? place)
    {
        if ((place ?? atlas.Places.Root?.Id) is not { } top) return [];
        ImmutableArray<PlaceId> under = [.. atlas.Places.Subtree(top).Where(p => p.Kind == PlaceKind.Street).Select(p => p.Id)];
        return under.IsEmpty ? [.. atlas.Places.PathUp(top).Where(p => p.Kind == PlaceKind.Street).Select(p => p.Id)] : under;
    }
}

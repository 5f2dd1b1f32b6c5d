using System.Collections.Immutable;
using System.Security.Cryptography;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.PointChecks;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;
using Circle.Grains.Journal;
using Circle.Grains.ServicePoints;

namespace Circle.Grains.PointChecks;

[GrainType("check")]
public sealed class PointCheckGrain(AggregateServices services, IServicePointRows points, WorkCalendar calendar)
    : AggregateGrain<PointCheck, PointCheckState, PointCheckCommand, PointCheckEvent>(services), IPointCheckGrain, IConcerns
{
    public Subject Subject => new(Committed.State.Street);

    /// <summary>Who is asked to draw draws, whatever came with the request; of two that are asked at once one is decided first.</summary>
    async Task<Answer> ICommandGrain<PointCheckCommand>.Tell(CommandId id, PointCheckCommand command)
        => await Tell(id, command is PointCheckCommand.Draw draw ? draw with { Drawing = await DrawAsync(draw.Street) } : command);

    public async Task<CheckSheet?> Sheet()
    {
        if (Committed.State.Street is null) return null;
        var view = PointCheckView.Of(Committed.State);
        var found = (await points.NamedAsync([.. view.Points.Select(p => p.Point)], CancellationToken.None)).Select(ServicePointReading.Read).ToDictionary(p => p.Id);
        var changed = view.Points.Where(p => found.GetValueOrDefault(p.Point) is { } now && now.ListedAt != p.ListedAt).Select(p => (p.Point, p.ListedAt)).ToImmutableArray();
        var then = changed.IsEmpty ? [] : ServicePointReading.BasesOf(await points.ListedAtAsync(changed, CancellationToken.None));
        var sheet = view.Points.Where(p => found.ContainsKey(p.Point)).Select(p => Compared(p, found[p.Point], then.GetValueOrDefault(p.Point)));
        var last = view.Quarter.LastDay();
        return new CheckSheet(view, view.Count(), last, District.DateOf(Services.Clock.Now) > last, [.. sheet]);
    }

    /// <summary>Null where there is nothing to be drawn, or once it is.</summary>
    private async Task<Drawing?> DrawAsync(PlaceId street)
    {
        if (Committed.State.Street is not null || Services.Atlas.Plan?.Document.Directory is not { Checked: > 0 } rules || Services.Atlas.Places.Find(street) is not { Kind: PlaceKind.Street }) return null;
        var seed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var (population, drawn) = Sampling.Draw(seed, await PointsOfAsync(street), rules.Checked);
        var sample = await Task.WhenAll(drawn.Select(async p => new SampledPoint(p.Id, p.Line, p.ListedAt, await KeepersAsync(p.Id))));
        return new Drawing(population, seed, [.. sample]);
    }

    private Task<ImmutableArray<ServicePointView>> PointsOfAsync(PlaceId street) => points.AllAsync(Services.Atlas.Places.Under(street), CancellationToken.None);

    private async Task<ImmutableArray<Actor>> KeepersAsync(ServicePointId point)
    {
        const int page = 200;
        var journal = new List<Envelope>();
        for (ImmutableArray<Envelope> some = []; journal.Count == 0 || some.Length == page;)
        {
            some = await Services.Journal.ReadAsync(ServicePoint.StreamOf(point), journal.Count, page, CancellationToken.None);
            if (some.IsEmpty) break;
            journal.AddRange(some);
        }

        return Sampling.KeepersOf(journal);
    }

    /// <param name="then">What was drawn; null: it stands as it did.</param>
    private SheetPoint Compared(CheckedPoint one, ServicePointView now, PointBasis? then)
    {
        var basis = then ?? new PointBasis(now.Listing, now.Place);
        var open = PointNow.Of(now with { Listing = basis.Listing }, Services.Atlas.Plan?.Document.Directory, calendar, Services.Clock.Now).Open;
        return new SheetPoint(one, now.Kind, basis.Place, basis.Listing, open, now.ListedAt != one.ListedAt);
    }
}

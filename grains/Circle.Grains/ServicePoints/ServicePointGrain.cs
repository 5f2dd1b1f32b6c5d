using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.Accounts;
using Circle.Contracts.PointChecks;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.PointChecks;
using Circle.Domain.Search;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using Circle.Grains.Journal;
using Circle.Grains.Places;
using Circle.Grains.PointChecks;

namespace Circle.Grains.ServicePoints;

[GrainType("point")]
public sealed class ServicePointGrain(AggregateServices services, IPointCheckRows checks, WorkCalendar calendar, IPlaceRows placeRows, TimeProvider real)
    : AggregateGrain<ServicePoint, ServicePointState, ServicePointCommand, ServicePointEvent>(services), IServicePointGrain, IConcerns
{
    private readonly OwnRow row = new(placeRows, real);

    public Subject Subject => ServicePoint.SubjectOf(Judged);

    protected override ServicePointState Judged => ServicePoint.Under(Committed.State, Services.Atlas.Plan?.Document.Directory);

    /// <summary>The directory is the public's: that it has no such point is no secret.</summary>
    public bool IsThere => Committed.State.Draft is not null;

    public Task<PointNow?> View() => Task.FromResult(
        Committed.State.Draft is null ? null : PointNow.Of(ServicePointView.Of(Committed.State), Services.Atlas.Plan?.Document.Directory, calendar, Services.Clock.Now));

    public async Task<ImmutableArray<PointFinding>> Findings()
    {
        if (Committed.State.Draft is not { Id: var id }) return [];
        var present = Quarter.Of(District.DateOf(Services.Clock.Now));
        var drawn = await checks.OfPointAsync(id, [.. Enumerable.Range(0, CheckQuery.MostQuarters).Select(present.Before)], CancellationToken.None);
        var now = ServicePointView.Of(Committed.State);
        return
        [
            .. from check in drawn.Select(view => JsonSerializer.Deserialize<PointCheckView>(view, JournalJson.Options)!)
               from called in check.Points
               where called.Point == id && called is { Verdict: Verdict.Wrong, On: not null }
               orderby called.On descending, check.Id.Value
               select new PointFinding(check.Id, check.Quarter, called.Fields, called.On!.Value, called.Note, StillWrong.Is(called, now)),
        ];
    }

    public async Task<PointBasis?> Basis(long? version)
    {
        if (version is not { } asked) return Committed.State.Imported;
        return (await AtAsync(asked)).Draft is { } draft ? new PointBasis(draft.Listing, draft.Place) : null;
    }

    public async Task<TicketCounts> Complaints() => TicketCells.CountsOf(await row.CellsAsync(ServicePoint.StreamOf(ServicePointId.Of(this.GetPrimaryKeyString()))));

    public Task Touched(PlaceRow row)
    {
        this.row.Take(row);
        return Task.CompletedTask;
    }

    protected override void OnCommitted(PlaceRow? own)
    {
        if (own is null) return;
        row.Take(own);
        Services.Search.Know(own, Searchable.Of(Committed.State));
    }
}

using Circle.Contracts.Accounts;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Search;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;
using Circle.Grains.Journal;

namespace Circle.Grains.ServicePoints;

[GrainType("point")]
public sealed class ServicePointGrain(AggregateServices services, WorkCalendar calendar)
    : AggregateGrain<ServicePoint, ServicePointState, ServicePointCommand, ServicePointEvent>(services), IServicePointGrain, IConcerns
{
    public Subject Subject => ServicePoint.SubjectOf(Committed.State);

    /// <summary>The directory is the public's: that it has no such point is no secret.</summary>
    public bool IsThere => Committed.State.Draft is not null;

    public Task<PointNow?> View() => Task.FromResult(
        Committed.State.Draft is null ? null : PointNow.Of(ServicePointView.Of(Committed.State), Services.Atlas.Plan?.Document.Directory, calendar, Services.Clock.Now));

    public async Task<PointBasis?> Basis(long? version)
    {
        if (version is not { } asked) return Committed.State.Imported;
        return (await AtAsync(asked)).Draft is { } draft ? new PointBasis(draft.Listing, draft.Place) : null;
    }

    protected override void OnCommitted(PlaceRow? own)
    {
        if (own is not null) Services.Search.Know(own, Searchable.Of(Committed.State));
    }
}

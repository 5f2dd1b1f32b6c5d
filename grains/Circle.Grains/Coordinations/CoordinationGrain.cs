using Circle.Contracts.Accounts;
using Circle.Contracts.Coordinations;
using Circle.Domain.Accounts;
using Circle.Domain.Coordinations;
using Circle.Grains.Journal;
using Circle.Grains.Plans;
using Circle.Grains.Supervisions;
using Orleans.Concurrency;

namespace Circle.Grains.Coordinations;

[GrainType("coordination")]
public sealed class CoordinationGrain(AggregateServices services)
    : AggregateGrain<Coordination, CoordinationState, CoordinationCommand, CoordinationEvent>(services), ICoordinationGrain, IConcerns
{
    public Subject Subject => Coordination.SubjectOf(Committed.State);

    public bool IsThere => Committed.State.View is not null;

    public Task<CoordinationView?> View() => Task.FromResult(Committed.State.View);
}

[StatelessWorker, Reentrant, GrainType("coordination-queries")]
public sealed class CoordinationQueries(ISupervisionRows rows, Atlas atlas) : Grain, ICoordinationQueries
{
    public async Task<CoordinationPage> List(CoordinationQuery query)
    {
        var (views, isMore) = await rows.MattersAsync(
            query.Place is { } place ? atlas.Places.Under(place) ?? [] : null, query.Line, query.Stages, query.After, Math.Clamp(query.Limit, 1, CoordinationPage.MaxLimit));
        return new CoordinationPage(views, isMore ? views[^1].Matter.Id : null);
    }
}

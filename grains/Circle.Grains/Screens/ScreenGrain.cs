using System.Collections.Immutable;
using Circle.Contracts.Screens;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Screens;
using Circle.Grains.Accounts;
using Circle.Grains.Journal;

namespace Circle.Grains.Screens;

[GrainType("screen")]
public sealed class ScreenGrain(AggregateServices services, RightsBook book)
    : AggregateGrain<Screen, ScreenState, ScreenCommand, ScreenEvent>(services), IScreenGrain
{
    public Task<ScreenView?> View()
        => Task.FromResult(Committed.State is { Id: { } id } state ? new ScreenView(id, state.Name, state.Place, state.Mounting, state.Reloads, state.Reason) : null);

    public Task<ScreenView?> Own() => View();

    public Task<ImmutableArray<Grant>> Grants() => Task.FromResult(Committed.State.InForce);

    protected override void OnCommitted(PlaceRow? own)
    {
        if (Committed.State.Id is { } id) book.Forget(id.Actor);
    }
}

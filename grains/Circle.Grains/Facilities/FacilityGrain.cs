using Circle.Contracts.Accounts;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.Standards;
using Circle.Contracts.Volunteering;
using Circle.Domain.Acceptance;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Search;
using Circle.Domain.Tickets;
using Circle.Grains.Journal;
using Circle.Grains.Lists;
using Circle.Grains.Places;
using Circle.Grains.Volunteering;

namespace Circle.Grains.Facilities;

[GrainType("facility")]
public sealed class FacilityGrain(AggregateServices services, IPlaceRows placeRows, IListRows lists, TimeProvider real)
    : AggregateGrain<Facility, FacilityState, FacilityCommand, FacilityEvent>(services), IFacilityGrain, IConcerns
{
    private readonly OwnRow row = new(placeRows, real);
    private readonly NewestActivities newest = new(lists, real);

    public Subject Subject => Facility.SubjectOf(Committed.State);

    public Task<FacilityView?> View() => Task.FromResult(Committed.State.Draft is null ? null : FacilityView.Of(Committed.State));

    public async Task<FacilityBasis?> Basis(long? version)
    {
        if (version is not { } asked) return Committed.State.Imported;
        return (await AtAsync(asked)).Draft is { } draft ? FacilityBasis.Of(draft) : null;
    }

    public Task<FacilityFacing?> Facing() => Task.FromResult(FacilityFacing.Of(Committed.State));

    public async Task<TicketCounts> Complaints() => TicketCells.CountsOf(await row.CellsAsync(Facility.StreamOf(FacilityId.Of(this.GetPrimaryKeyString()))));

    public async Task<TeamActivity> Activity()
    {
        var stream = Facility.StreamOf(FacilityId.Of(this.GetPrimaryKeyString()));
        var cells = await row.CellsAsync(stream);
        return new TeamActivity(cells, await newest.OfAsync(stream, cells));
    }

    public Task Touched(PlaceRow row)
    {
        this.row.Take(row);
        return Task.CompletedTask;
    }

    Task<Answer> ICommandGrain<FacilityCommand>.Tell(CommandId id, FacilityCommand command)
        => command is FacilityCommand.Accept or FacilityCommand.Return ? TellVerdictAsync(id, command) : Tell(id, command);

    protected override void OnCommitted(PlaceRow? own)
    {
        if (own is null) return;
        row.Take(own);
        Services.Search.Know(own, Searchable.Of(Committed.State));
    }

    /// <summary>Whether there is a standard, which makes an inspection the only way, the line's own grain knows.</summary>
    private async Task<Answer> TellVerdictAsync(CommandId id, FacilityCommand command)
    {
        var isInspected = Committed.State.Draft is { Line: var line } && (await GrainFactory.GetGrain<IStandardGrain>(line.Value).View())?.InForce is not null;
        return await Tell(id, command with { IsInspected = isInspected });
    }
}

using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Volunteering;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Volunteering;
using Circle.Grains.Journal;

namespace Circle.Grains.Volunteering;

[GrainType("roster")]
public sealed class RosterGrain(AggregateServices services) : AggregateGrain<Roster, RosterState, RosterCommand, RosterEvent>(services), IRosterGrain, IConcerns
{
    public Subject Subject => new(Team: Team);

    protected override RosterState Judged => Committed.State with { Team = Team };

    private FacilityId Team => FacilityId.Of(this.GetPrimaryKeyString());

    public Task<ImmutableArray<RosterMember>> Members() => Task.FromResult(Committed.State.Members);
}

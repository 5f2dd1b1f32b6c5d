using Circle.Contracts.Standards;
using Circle.Domain.Plans;
using Circle.Domain.Standards;
using Circle.Grains.Journal;

namespace Circle.Grains.Standards;

[GrainType("standard")]
public sealed class StandardGrain(AggregateServices services)
    : AggregateGrain<LineStandard, StandardState, StandardCommand, StandardEvent>(services), IStandardGrain
{
    public Task<StandardView?> View() => Task.FromResult(Services.Atlas.Plan?.Find(LineId.Of(this.GetPrimaryKeyString())) is { } line
        ? new StandardView(line.Id, Committed.State.InForce, PlanChecklist.Of(line), Committed.State.Versions)
        : null);

    /// <summary>One event a version, so that versions of the journal and of the standard are the same.</summary>
    public async Task<Checklist?> ViewOf(int version)
        => version < 1 || version > Committed.Version ? null
            : version == Committed.Version ? Committed.State.InForce
            : (await AtAsync(version)).InForce;
}

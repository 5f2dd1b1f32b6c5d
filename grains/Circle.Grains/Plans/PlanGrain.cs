using System.Collections.Immutable;
using Circle.Contracts.Plans;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Journal;

namespace Circle.Grains.Plans;

[GrainType("plan")]
public sealed class PlanGrain(AggregateServices services) : AggregateGrain<Plan, PlanState, PlanCommand, PlanEvent>(services), IPlanGrain
{
    public Task<PlanView?> View() => Task.FromResult(ViewOf(Committed.State));

    public async Task<PlanView?> ViewOf(int version)
    {
        var stream = Plan.StreamOf(this.GetPrimaryKeyString());
        PlanView? found = null;
        for (var at = Committed<PlanState>.None(Plan.Empty); ;)
        {
            var events = await Services.Journal.ReadAsync(stream, at.Version, 200, CancellationToken.None);
            foreach (var stored in events)
            {
                at = RunQueue<Plan, PlanState, PlanCommand, PlanEvent>.Replay(at, [stored]);
                if (at.State.Version == version) found = ViewOf(at.State);
            }

            if (events.IsEmpty || at.State.Version > version) return found;
        }
    }

    public Task<ImmutableArray<Target>> Targets(PlaceId? unit, LineId? line) => Task.FromResult<ImmutableArray<Target>>(
        [.. (Committed.State.InForce?.Targets ?? []).Where(t => (unit is null || t.Unit == unit) && (line is null || t.Line == line))]);

    protected override void OnCommitted(ImmutableArray<PlaceRow> rows) => Services.Atlas.Know(Committed);

    private static PlanView? ViewOf(PlanState state)
        => state.InForce is { } plan ? new PlanView(plan.Version, plan.Document, plan.Baselines, plan.Targets.Length, plan.TargetsVersion) : null;
}

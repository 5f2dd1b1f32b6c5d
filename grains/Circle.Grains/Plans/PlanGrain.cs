using System.Collections.Immutable;
using Circle.Contracts.Places;
using Circle.Contracts.Plans;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Journal;

namespace Circle.Grains.Plans;

[GrainType("plan")]
public sealed class PlanGrain(AggregateServices services) : AggregateGrain<Plan, PlanState, PlanCommand, PlanEvent>(services), IPlanGrain
{
    public Task<PlanView?> View() => Task.FromResult(ViewOf(Committed.State) is { } view ? view with { Open = OpenOf(Committed.State) } : null);

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

    public Task<PlanVersions> Versions(int? before)
    {
        var earlier = Committed.State.Adoptions.Where(a => before is null || a.Version < before).Reverse().Take(PlanVersions.Most + 1).ToImmutableArray();
        return Task.FromResult(earlier.Length > PlanVersions.Most
            ? new PlanVersions(earlier[..PlanVersions.Most], earlier[PlanVersions.Most - 1].Version)
            : new PlanVersions(earlier, null));
    }

    public async Task<ProposalView?> Proposal()
    {
        if (Committed.State is not { InForce: { } current, Open: { } open }) return null;
        var places = Services.Atlas.Places;
        var shown = OpenOf(Committed.State)!;
        var reached = places.Root is { } root ? (await GrainFactory.GetGrain<IRegionGrain>(root.Id.Value).Tally()).Cells : Tally.Empty;
        var differences = PlanChanges.Between(current.Document, open.Document, places);
        return new(
            shown,
            current.Version,
            differences,
            [.. differences.Lines.Select(l => l.Line).Where(l => !current.IsConfirmed(l))],
            PlanChanges.LateAtOnce(current.Document, open.Document, places, current.IsConfirmed, reached, Services.Clock.Today));
    }

    public async Task<PlanDifferences?> Differences(int from, int to)
        => await ViewOf(from) is { } before && await ViewOf(to) is { } after ? PlanChanges.Between(before.Document, after.Document, Services.Atlas.Places) : null;

    public Task<ImmutableArray<Target>> Targets(PlaceId? unit, LineId? line) => Task.FromResult<ImmutableArray<Target>>(
        [.. (Committed.State.InForce?.Targets ?? []).Where(t => (unit is null || t.Unit == unit) && (line is null || t.Line == line))]);

    public Task<AllocationView?> Allocation(LineId line)
    {
        if (Committed.State.InForce is not { } plan || plan.Find(line) is not { } found) return Task.FromResult<AllocationView?>(null);
        var places = Services.Atlas.Places;
        return Task.FromResult<AllocationView?>(new AllocationView(
            line,
            plan.IsConfirmed(line),
            [.. places.OfKind(PlaceKind.Street).Select(s => s.Id).Where(s => Domain.Plans.Targets.IsCovered(found, s, places))],
            [
                .. from step in found.Steps
                   let total = Domain.Plans.Targets.Unallocated(step)
                   where total > 0
                   let given = plan.AllocationOf(line, step.Id)
                   select new AllocatedStep(step.Id, step.Label, step.Due, total, given?.Version ?? 0, given?.Shares ?? [], given?.Fits(found, places) == true),
            ],
            [.. Committed.State.Allocations.Where(a => a.Line == line).Reverse().Take(AllocationView.MostVersions)]));
    }

    protected override void OnCommitted(PlaceRow? own) => Services.Atlas.Know(Committed);

    private static OpenProposal? OpenOf(PlanState state) => state.Open is { } open ? new(open.Number, open.Source, open.By, open.At) : null;

    private static PlanView? ViewOf(PlanState state)
        => state.InForce is { } plan ? new PlanView(plan.Version, plan.Document, plan.Baselines, plan.Targets.Length, plan.TargetsVersion) : null;
}

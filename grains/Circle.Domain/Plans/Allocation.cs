using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Subjects;
using Orleans;

namespace Circle.Domain.Plans;

/// <summary>What one street is given of a step that the district owed alone.</summary>
[GenerateSerializer, Immutable, Alias("StreetShare")]
public sealed record StreetShare([property: Id(0)] PlaceId Street, [property: Id(1)] int Number);

/// <summary>指标分解: who owes what the plan gives to nobody in particular, e.g. December's 19.</summary>
/// <param name="Version">From 1, of its line and step.</param>
/// <param name="Shares">In the tree's order; empty: given back to the district.</param>
/// <param name="Reason">依据; null: of before there was one.</param>
[GenerateSerializer, Immutable, Alias("Allocation")]
public sealed record Allocation(
    [property: Id(0)] LineId Line,
    [property: Id(1)] StepId Step,
    [property: Id(2)] int Version,
    [property: Id(3)] ImmutableArray<StreetShare> Shares,
    [property: Id(4)] Actor By,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] string? Reason = null)
{
    /// <summary>Of one district's whole plan.</summary>
    public const int Most = 1_000;

    public const int MaxReason = 200;

    /// <summary>
    /// Whether it still gives away what the step has, no more and no less, and to streets that the line covers: where the plan was edited since, the
    /// district owes again what nobody has allocated anew.
    /// </summary>
    public bool Fits(Line line, PlaceTree places)
        => !Shares.IsEmpty
           && line.Steps.FirstOrDefault(s => s.Id == Step) is { } step
           && Shares.Sum(s => (long)s.Number) == Targets.Unallocated(step)
           && Shares.All(s => Targets.IsCovered(line, s.Street, places));
}

/// <summary>Decides who is given what.</summary>
internal static class Allocating
{
    public static Decision<PlanEvent> Decide(PlanState state, PlanCommand.Allocate command, Circumstances at)
    {
        if (state.InForce is not { } plan || plan.Find(command.Line) is not { } line) return Refusal.Unknown("line", "没有这个项目", "no such line");
        if (line.Steps.FirstOrDefault(s => s.Id == command.Step) is not { } step) return Refusal.Unknown("step", "没有这个节点", "no such step");
        if (Targets.Unallocated(step) is var total && total == 0) return Refusal.NotNow("nothing-to-allocate", "该节点没有由区里承担、可以分解的数量", "the district owes nothing of this step that could be given away");
        if (Faults(line, step, total, plan, command, at.Places) is { } invalid) return invalid;
        var before = plan.AllocationOf(line.Id, step.Id);
        if (command.Seen != (before?.Version ?? 0)) return Refusal.ChangedMeanwhile;
        if (state.Allocations.Length >= Allocation.Most) return Refusal.NotNow("too-many", $"分解已改 {Allocation.Most} 次，不能再改", $"it was allocated {Allocation.Most} times already");
        var position = at.Places.All.Select((place, index) => (place.Id, index)).ToDictionary(p => p.Id, p => p.index);
        ImmutableArray<StreetShare> shares = [.. command.Shares.OrderBy(s => position[s.Street])];
        if ((before?.Shares ?? []).SequenceEqual(shares)) return Refusal.NotNow("unchanged", "与现行分解相同，没有改动", "it is allocated like this already");

        var allocated = new PlanEvent.Allocated(line.Id, step.Id, command.Seen + 1, shares, command.Reason!.Trim());
        if (!plan.IsConfirmed(line.Id)) return Decision<PlanEvent>.Accept(allocated);
        var given = plan.Allocations.RemoveAll(a => a.Line == line.Id && a.Step == step.Id).Add(new Allocation(line.Id, step.Id, command.Seen + 1, shares, at.Actor, at.Now, allocated.Reason));
        return new Decision<PlanEvent>.Accepted([new(allocated), new(new PlanEvent.TargetsWritten(plan.TargetsVersion + 1, line.Id, Targets.WriteOut(line, at.Places, given)))]);
    }

    private static Refusal? Faults(Line line, Step step, long total, PlanVersion plan, PlanCommand.Allocate command, PlaceTree places)
    {
        var faults = new FaultList();
        faults.Prose("reason", command.Reason, 1, Allocation.MaxReason);
        for (var i = 0; i < command.Shares.Length; i++)
        {
            var share = command.Shares[i];
            faults.Range($"shares/{i}/number", share.Number, 1, total);
            if (!Targets.IsCovered(line, share.Street, places)) faults.Add($"shares/{i}/street", "not-covered", "不是该项目包括的街道", "not a street that the line covers");
        }

        if (command.Shares.DistinctBy(s => s.Street).Count() < command.Shares.Length) faults.Add("shares", "twice", "同一街道写了两次", "a street is named twice");
        if (command.Shares.Sum(s => (long)s.Number) is var sum && !command.Shares.IsEmpty && sum != total)
            faults.Add("shares", "sum", $"各街道合计应为 {total}，现为 {sum}", $"the streets have to make {total}, and make {sum}");
        foreach (var other in plan.Allocations.Where(a => a.Line == line.Id && a.Step != step.Id && a.Fits(line, places))) CheckGrowth(faults, line, step, command.Shares, other);
        return faults.Any ? faults.ToRefusal() : null;
    }

    /// <summary>Steps count from the start: nobody is given less by a later day.</summary>
    private static void CheckGrowth(FaultList faults, Line line, Step step, ImmutableArray<StreetShare> shares, Allocation other)
    {
        if (line.Steps.First(s => s.Id == other.Step) is var beside && (beside.Stage != step.Stage || shares.IsEmpty)) return;
        var (early, late) = beside.Due < step.Due ? (other.Shares, shares) : (shares, other.Shares);
        foreach (var share in early.Where(e => (late.FirstOrDefault(l => l.Street == e.Street)?.Number ?? 0) < e.Number))
            faults.Add("shares", "falls", $"{share.Street} 的累计数不能随节点减少（另一节点：{beside.Label}）", $"{share.Street} cannot owe less by a later step ({beside.Label})");
    }
}

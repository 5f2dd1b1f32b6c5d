using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;

namespace Circle.Domain.Plans;

public abstract record PlanEvent
{
    [EventType("plan.proposed")]
    public sealed record Proposed(int Proposal, PlanDocument Document, string Source) : PlanEvent;

    /// <summary>The first plan, or the open proposal taken.</summary>
    [EventType("plan.adopted")]
    public sealed record Adopted(int PlanVersion, PlanDocument Document) : PlanEvent;

    [EventType("plan.proposal-dismissed")]
    public sealed record ProposalDismissed(int Proposal, string Reason) : PlanEvent;

    /// <summary>One line's targets, whole; they replace those before.</summary>
    [EventType("plan.targets-written")]
    public sealed record TargetsWritten(int TargetsVersion, LineId Line, ImmutableArray<Target> Targets) : PlanEvent;

    /// <summary>Takes the place of the one before, of the same line and step; what it changes in the targets is an event of its own.</summary>
    [EventType("plan.allocated")]
    public sealed record Allocated(LineId Line, StepId Step, int AllocationVersion, ImmutableArray<StreetShare> Shares, string? Reason = null) : PlanEvent;

    [EventType("plan.baseline-confirmed")]
    public sealed record BaselineConfirmed(LineId Line, Baseline Baseline) : PlanEvent;
}

/// <summary>计划. One stream per district.</summary>
public sealed record PlanState(PlanVersion? InForce)
{
    /// <summary>At most one; null: nothing waits for a person.</summary>
    public Proposal? Open { get; init; }

    /// <summary>How many there have been.</summary>
    public int Proposals { get; init; }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<Adoption> Adoptions { get; init; } = [];

    /// <summary>Every version of every allocation, oldest first.</summary>
    public ImmutableArray<Allocation> Allocations { get; init; } = [];

    public int Version => InForce?.Version ?? 0;
}

public sealed class Plan : IAggregate<PlanState, PlanCommand, PlanEvent>
{
    public static string Kind => "plan";

    public static int FoldVersion => 3;

    public static PlanState Empty { get; } = new((PlanVersion?)null);

    public static StreamId StreamOf(string district) => StreamId.Of(Kind, district);

    public static Need? Needs(PlanState state, PlanCommand command) => command switch
    {
        PlanCommand.Adopt => null,
        PlanCommand.ConfirmBaseline confirm => new Need(Permission.Confirm, new Subject(Line: confirm.Line)),
        _ => new Need(Permission.Plan, Subject.District),
    };

    public static Decision<PlanEvent> Decide(PlanState state, PlanCommand command, Circumstances circumstances) => command switch
    {
        PlanCommand.Adopt adopt => Adopt(state, adopt.Document),
        PlanCommand.Propose propose => Propose(state, propose, circumstances),
        PlanCommand.Take take => Take(state, take.Proposal, circumstances),
        PlanCommand.Dismiss dismiss => Dismiss(state, dismiss),
        PlanCommand.ConfirmBaseline confirm => Confirm(state, confirm, circumstances),
        PlanCommand.Allocate allocate => Allocating.Decide(state, allocate, circumstances),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static PlanState Fold(PlanState state, Recorded<PlanEvent> recorded) => recorded.Event switch
    {
        PlanEvent.Proposed e => state with
        {
            Open = new(e.Proposal, e.Document, e.Source, recorded.Actor, recorded.RecordedAt),
            Proposals = e.Proposal,
        },
        PlanEvent.ProposalDismissed => state with { Open = null },
        PlanEvent.Adopted e => state with
        {
            Open = null,
            Adoptions = state.Adoptions.Add(new(e.PlanVersion, recorded.RecordedAt, recorded.Actor, e.Document.Number, e.Document.Title)),
            InForce = new PlanVersion(
                e.PlanVersion,
                e.Document,
                state.InForce?.Targets ?? [],
                state.InForce?.Baselines ?? ImmutableDictionary<LineId, Baseline>.Empty)
            {
                TargetsVersion = state.InForce?.TargetsVersion ?? 0,
                Allocations = state.InForce?.Allocations ?? [],
            },
        },
        PlanEvent.TargetsWritten e => state with
        {
            InForce = state.InForce! with
            {
                TargetsVersion = e.TargetsVersion,
                Targets = [.. state.InForce!.Targets.Where(t => t.Line != e.Line), .. e.Targets],
            },
        },
        PlanEvent.Allocated e => Allocated(state, new Allocation(e.Line, e.Step, e.AllocationVersion, e.Shares, recorded.Actor, recorded.RecordedAt, e.Reason)),
        PlanEvent.BaselineConfirmed e => state with
        {
            InForce = state.InForce! with { Baselines = state.InForce!.Baselines.SetItem(e.Line, e.Baseline) },
        },
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(PlanState state) => [];

    public static ImmutableArray<AgendaItem> Agenda(PlanState state) => [];

    private static Decision<PlanEvent> Adopt(PlanState state, PlanDocument document)
        => state.InForce is null
            ? Decision<PlanEvent>.Accept(new PlanEvent.Adopted(1, document))
            : Refusal.NotNow("in-force", "已有方案在执行，新方案须先提交、看过改动再采用", "a plan is in force already: propose the new one");

    private static Decision<PlanEvent> Propose(PlanState state, PlanCommand.Propose command, Circumstances circumstances)
    {
        var faults = new FaultList();
        faults.Text("source", command.Source, 1, PlanCommand.Propose.MaxSource);
        faults.Check(command.Document, circumstances.Places);
        if (faults.Any) return faults.ToRefusal();

        if (state.InForce is not { } current)
            return Refusal.NotNow("none-in-force", "还没有执行的方案，第一份直接采用", "no plan is in force yet: the first one is adopted");

        var text = Text(command.Document);
        if (Text(current.Document) == text)
            return Refusal.NotNow("unchanged", "与正在执行的方案相同，没有改动", "it is the same as the plan in force");
        if (state.Open is { } open && Text(open.Document) == text)
            return Refusal.NotNow("proposed-already", $"同样的方案已经在待采用（第 {open.Number} 号）", $"the same is proposed already, as number {open.Number}");

        return Decision<PlanEvent>.Accept(new PlanEvent.Proposed(state.Proposals + 1, command.Document, command.Source));
    }

    /// <summary>Targets of confirmed lines are written anew where the line changed, and end where it is no longer in the plan.</summary>
    private static Decision<PlanEvent> Take(PlanState state, int number, Circumstances circumstances)
    {
        if (NotOpen(state, number) is { } refusal) return refusal;

        var (before, document) = (state.InForce!, state.Open!.Document);
        var faults = new FaultList();
        faults.Strangers(document.Lines, circumstances.Places);
        if (faults.Any) return faults.ToRefusal();

        var changed = document.Lines.Where(l => before.IsConfirmed(l.Id) && (before.Find(l.Id) is not { } old || Text(old) != Text(l)));
        var removed = before.Document.Lines.Select(l => l.Id).Where(before.IsConfirmed).Except(document.Lines.Select(l => l.Id));
        var written = changed.Select(l => (Line: l.Id, Targets: Targets.WriteOut(l, circumstances.Places, before.Allocations)))
            .Concat(removed.Select(id => (Line: id, Targets: ImmutableArray<Target>.Empty)));
        return new Decision<PlanEvent>.Accepted(
        [
            new(new PlanEvent.Adopted(before.Version + 1, document)),
            .. written.Select(w => new Happened<PlanEvent>(new PlanEvent.TargetsWritten(before.TargetsVersion + 1, w.Line, w.Targets))),
        ]);
    }

    private static Decision<PlanEvent> Dismiss(PlanState state, PlanCommand.Dismiss command)
    {
        var faults = new FaultList();
        faults.Prose("reason", command.Reason, 1, 200);
        if (faults.Any) return faults.ToRefusal();

        return NotOpen(state, command.Proposal) is { } refusal
            ? refusal
            : Decision<PlanEvent>.Accept(new PlanEvent.ProposalDismissed(command.Proposal, command.Reason));
    }

    /// <summary>What a person did not see, they cannot take.</summary>
    private static Refusal? NotOpen(PlanState state, int number)
        => state.Open is not { } open ? Refusal.NotNow("not-open", $"第 {number} 号待采用方案已处理或不存在", $"proposal {number} is not open any more, or never was")
            : open.Number != number ? Refusal.NotNow("not-open", $"待采用的已是第 {open.Number} 号，请重新查看改动", $"the open proposal is number {open.Number} by now; look at its differences again")
            : null;

    private static Decision<PlanEvent> Confirm(PlanState state, PlanCommand.ConfirmBaseline command, Circumstances circumstances)
    {
        if (state.InForce?.Find(command.Line) is not { } line)
            return Refusal.Unknown("line", "没有这个项目", "no such line");

        var faults = new FaultList();
        faults.Text("source", command.Source, 1, 200);
        faults.Day("asOf", command.AsOf, new DateOnly(2000, 1, 1), circumstances.Today);
        if (faults.Any) return faults.ToRefusal();

        if (state.InForce.Baselines.TryGetValue(line.Id, out var before) && before.AsOf >= command.AsOf)
            return Refusal.NotNow("already-confirmed", $"该项目的基线已确认到 {before.AsOf:yyyy-MM-dd}", $"confirmed as of {before.AsOf:yyyy-MM-dd} already");

        faults.Strangers([line], circumstances.Places);
        if (faults.Any) return faults.ToRefusal();

        var baseline = new Baseline(command.AsOf, command.Source, circumstances.Actor, before?.Since ?? circumstances.Today);
        return new Decision<PlanEvent>.Accepted(
        [
            new(new PlanEvent.BaselineConfirmed(line.Id, baseline)),
            new(new PlanEvent.TargetsWritten(state.InForce.TargetsVersion + 1, line.Id, Targets.WriteOut(line, circumstances.Places, state.InForce.Allocations))),
        ]);
    }

    private static PlanState Allocated(PlanState state, Allocation allocation) => state with
    {
        Allocations = state.Allocations.Add(allocation),
        InForce = state.InForce! with { Allocations = state.InForce!.Allocations.RemoveAll(a => a.Line == allocation.Line && a.Step == allocation.Step).Add(allocation) },
    };

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, JournalJson.Options);
}

using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Plans;

namespace Circle.Domain.Facilities;

/// <summary>Decisions about how far a facility is, and who may say so.</summary>
internal static class FacilityWork
{
    public static Decision<FacilityEvent> Progress(FacilityState state, FacilityCommand.ReportProgress command)
    {
        if (state.Stage >= Stage.Completed) return AlreadyCompleted(state);
        var needs = command.Measure is { } asked ? state.Measures.Where(m => m.Measure == asked).ToImmutableArray() : state.Measures;
        if (needs.IsEmpty) return Refusal.Unknown("measure", "该设施没有这个计量项", "the facility has no such measure");
        if (command.Quantity is not null && needs.Length > 1)
            return Refusal.NotNow("which-measure", "有多个计量项，请指明报的是哪一项", "several measures: name the one that is reported");
        if (needs.FirstOrDefault(m => command.Quantity > m.Quantity) is { } over)
            return Refusal.NotNow("over-need", $"数量超过该设施的任务量（{over.Quantity / 1000m}）", $"more than the facility needs ({over.Quantity / 1000m})");
        var news = needs.Where(m => !Stands(state, m.Measure, command.Stage, command.Quantity ?? m.Quantity)).ToImmutableArray();
        if (news.IsEmpty)
            return Refusal.NotNow("no-progress", "累计数量没有增加；报错了请先撤回", "the cumulative quantity has not risen; take a wrong report back first");
        return new Decision<FacilityEvent>.Accepted(
        [
            .. news.Select(m => new Happened<FacilityEvent>(
                new FacilityEvent.Progressed(m.Measure, command.Stage, command.Quantity ?? m.Quantity, command.On, command.Note),
                command.On)),
        ]);
    }

    public static Decision<FacilityEvent> Complete(FacilityState state, FacilityCommand.ReportCompletion command)
        => state.Stage >= Stage.Completed
            ? AlreadyCompleted(state)
            : Decision<FacilityEvent>.Accept(new FacilityEvent.Completed(command.On, command.Note), command.On);

    public static Decision<FacilityEvent> File(FacilityState state, FacilityCommand.File command) => state.Stage switch
    {
        Stage.Completed when command.On < state.ReachedOn(Stage.Completed) => BeforeCompletion(),
        Stage.Completed => Decision<FacilityEvent>.Accept(new FacilityEvent.Filed(command.On), command.On),
        Stage.Filed or Stage.Accepted => Refusal.NotNow("already-filed", "已申请验收", "it has been filed for acceptance already"),
        _ => NotCompleted(),
    };

    public static Decision<FacilityEvent> Retract(FacilityState state, FacilityCommand.Retract command, Circumstances at)
    {
        if (state.Stage == Stage.Accepted)
            return Refusal.NotNow("accepted", "已验收，不能撤回上报", "it has been accepted; a report cannot be taken back any more");
        var reports = state.Milestones.Where(m => m.Stage == command.Stage).ToImmutableArray();
        if (reports.IsEmpty)
            return Refusal.NotNow("nothing-reported", "没有这一阶段的上报可撤回", "there is no report of this stage to take back");
        return reports.All(r => r.By != at.Actor)
            ? Refusal.NotNow("not-yours", "只能由上报人撤回；验收人请用退回整改", "only who made the report may take it back; inspectors return it")
            : Decision<FacilityEvent>.Accept(new FacilityEvent.Retracted(command.Stage, command.Reason));
    }

    public static Decision<FacilityEvent> Accept(FacilityState state, FacilityCommand.Accept command, Circumstances at)
    {
        if (state.Stage == Stage.Accepted) return Refusal.NotNow("already-accepted", "已验收", "it has been accepted already");
        if (state.Stage < Stage.Completed) return NotCompleted();
        if (NotByInspection(command, at) is { } elsewhere) return elsewhere;
        if (state.IsWorkOf(at.Actor)) return OwnWork();
        if (at.Plan?.Find(state.Draft!.Line)?.PassMark is { } pass && command.Score < pass)
            return Refusal.NotNow("under-pass-mark", $"{command.Score} 分，未到 {pass} 分达标线，请退回整改", $"{command.Score} is under the pass mark of {pass}; return it");
        if (command.On < state.ReachedOn(Stage.Completed)) return BeforeCompletion();
        return Decision<FacilityEvent>.Accept(new FacilityEvent.Accepted(command.Score, command.On, command.Note), command.On);
    }

    public static Decision<FacilityEvent> Return(FacilityState state, FacilityCommand.Return command, Circumstances at)
    {
        if (state.Stage < Stage.Completed) return NotCompleted();
        if (NotByInspection(command, at) is { } elsewhere) return elsewhere;
        if (state.IsWorkOf(at.Actor)) return OwnWork();
        if (command.On < state.ReachedOn(Stage.Completed)) return BeforeCompletion();
        return Decision<FacilityEvent>.Accept(
            new FacilityEvent.Returned(command.Shortcomings, command.RectifyBy, command.Score, command.On), command.On);
    }

    public static Decision<FacilityEvent> Resume(FacilityState state)
        => state.Standing == Standing.Suspended
            ? Decision<FacilityEvent>.Accept(new FacilityEvent.Resumed())
            : Refusal.NotNow("not-suspended", "该设施没有暂停", "the facility is not suspended");

    /// <summary>What an inspection concluded is told by time itself; nobody else says it past the inspection.</summary>
    private static Refusal? NotByInspection(FacilityCommand command, Circumstances at)
        => command.IsInspected && at.Actor != Actor.Timekeeper
            ? Refusal.NotNow(
                "inspected",
                "该项目已有验收细则，验收和退回由联合验收得出：请提交报竣材料，由区长效办在“验收”页安排，验收组逐项打分",
                "the line has a standard in force, so an inspection accepts or returns it: report it with its evidence, and the programme office plans the inspection under Acceptance")
            : null;

    private static bool Stands(FacilityState state, MeasureId measure, Stage stage, long quantity)
        => state.Milestones.Any(m => m.Measure == measure && m.Stage >= stage && m.Quantity >= quantity);

    private static Refusal AlreadyCompleted(FacilityState state) => state.Stage == Stage.Accepted
        ? Refusal.NotNow("already-accepted", "已验收，不能再报", "it has been accepted already")
        : Refusal.NotNow("already-completed", "已报竣；报错了请先撤回", "it is reported as completed already; take a wrong report back first");

    private static Refusal BeforeCompletion()
        => Refusal.NotNow("before-completion", "日期早于报竣日期", "the date lies before its completion");

    private static Refusal NotCompleted() => Refusal.NotNow("not-completed", "尚未报竣", "it has not been reported as completed");

    private static Refusal OwnWork()
        => Refusal.NotNow("own-work", "不能验收自己上报的设施，请由他人验收", "nobody verifies what they entered themselves");
}

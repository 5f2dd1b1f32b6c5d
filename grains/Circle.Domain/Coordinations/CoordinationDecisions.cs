using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Supervisions;

namespace Circle.Domain.Coordinations;

/// <summary>Decisions of <see cref="Coordination"/>.</summary>
internal static class CoordinationDecisions
{
    public static Decision<CoordinationEvent> Decide(CoordinationView? matter, CoordinationCommand command, Circumstances at)
    {
        var rules = at.Plan?.Document.Supervision ?? SupervisionRules.Usual;
        return (command, matter) switch
        {
            (CoordinationCommand.Raise c, null) => c.Check(at) is { } invalid ? invalid : Accept(new CoordinationEvent.Raised(
                new CoordinationMatter(c.Id, c.Street, c.Lead, c.Text.Trim()), Wait.Within(Rung.LeadUnit, rules.TakeDays, at))),
            (CoordinationCommand.Raise, _) => Refusal.NotNow("raised", "该事项已提出", "the matter was raised already"),
            (_, null) => Refusal.Unknown("id", "没有这个事项", "no such matter"),
            _ when matter.End is not null => Refusal.NotNow("ended", "该事项已办结，请刷新页面", "the matter is settled: load the page anew"),
            (CoordinationCommand.Take, _) => matter.Stage == CoordinationStage.Raised
                ? Accept(new CoordinationEvent.Taken(Wait.Within(Rung.LeadUnit, rules.AnswerDays, at)))
                : Refusal.NotNow("taken", "该事项已受理", "the matter was taken already"),
            (CoordinationCommand.Answer c, _) => CoordinationCommand.CheckText("text", c.Text, 1) is { } invalid ? invalid : Answer(matter, c, rules, at),
            (CoordinationCommand.Return c, _) => CoordinationCommand.CheckText("reason", c.Reason, 1) is { } invalid ? invalid
                : matter.Stage == CoordinationStage.Answered ? Accept(new CoordinationEvent.Returned(c.Reason.Trim(), Wait.Within(Rung.LeadUnit, rules.AnswerDays, at)))
                : Refusal.NotNow("not-answered", "答复后才能退回", "it can be returned once it is answered"),
            (CoordinationCommand.Settle c, _) => CoordinationCommand.CheckText("note", c.Note, 0) is { } invalid ? invalid
                : Accept(new CoordinationEvent.Settled(string.IsNullOrWhiteSpace(c.Note) ? null : c.Note.Trim())),
            (CoordinationCommand.Escalate, _) => matter.Wait is { } wait && wait.IsDue(at.Now)
                ? Accept(new CoordinationEvent.Escalated(wait.Next!.Rung, wait.After(rules, at)))
                : Refusal.NotNow("not-due", "时间未到", "its time has not come"),
            _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
        };
    }

    private static Decision<CoordinationEvent> Answer(CoordinationView matter, CoordinationCommand.Answer command, SupervisionRules rules, Circumstances at) => matter.Stage switch
    {
        CoordinationStage.Raised => Refusal.NotNow("not-taken", "请先受理，再答复", "take it first"),
        CoordinationStage.Answered => Refusal.NotNow("answered", "已答复，等待街道办结或退回", "it is answered: the street settles or returns it"),
        _ => Accept(new CoordinationEvent.Answered(command.Text.Trim(), Wait.Within(Rung.Street, rules.SettleDays, at))),
    };

    private static Decision<CoordinationEvent> Accept(CoordinationEvent happened) => Decision<CoordinationEvent>.Accept(happened);
}

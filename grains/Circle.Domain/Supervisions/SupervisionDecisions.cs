using Circle.Domain.Alerts;
using Circle.Domain.Journal;

namespace Circle.Domain.Supervisions;

/// <summary>Decisions of <see cref="Supervision"/>.</summary>
internal static class SupervisionDecisions
{
    public static Decision<SupervisionEvent> Decide(SupervisionState state, SupervisionCommand command, Circumstances at)
    {
        var rules = at.Plan?.Document.Supervision ?? SupervisionRules.Usual;
        return (command, state.Order) switch
        {
            (SupervisionCommand.Issue c, null) => c.Check(at, rules) is { } invalid ? invalid : Issue(c, at, rules),
            (SupervisionCommand.Issue, _) => Refusal.NotNow("issued", "该督办单已下发", "the order was issued already"),
            (_, null) => Refusal.Unknown("id", "没有这个督办单", "no such order"),
            _ when state.End is not null => Supervision.Ended,
            (SupervisionCommand.Sign, { } order) => Sign(state, order, at),
            (SupervisionCommand.Reply c, _) => c.Check() is { } invalid ? invalid : Reply(state, c, at, rules),
            (SupervisionCommand.Pass c, _) => (SupervisionCommand.CheckText("reason", c.Note, 0) ?? MayCheck(state, at)) is { } not ? not
                : Accept(new SupervisionEvent.Passed(Tidy(c.Note), Wait.Within(Rung.District, rules.CloseDays, at))),
            (SupervisionCommand.SendBack c, { } order) => (SupervisionCommand.CheckText("reason", c.Reason, 1) ?? MayCheck(state, at)) is { } not ? not : SendBack(state, order, c, at, rules),
            (SupervisionCommand.Close c, _) => SupervisionCommand.CheckText("note", c.Note, 0) is { } invalid ? invalid : Close(state, c, at),
            (SupervisionCommand.Withdraw c, _) => SupervisionCommand.CheckText("reason", c.Reason, 1) is { } invalid ? invalid : Accept(new SupervisionEvent.Withdrawn(c.Reason.Trim())),
            (SupervisionCommand.Escalate, _) => state.Wait is { } wait && wait.IsDue(at.Now)
                ? Accept(new SupervisionEvent.Escalated(wait.Next!.Rung, wait.After(rules, at)))
                : Refusal.NotNow("not-due", "时间未到", "its time has not come"),
            _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
        };
    }

    private static Decision<SupervisionEvent> Issue(SupervisionCommand.Issue command, Circumstances at, SupervisionRules rules)
        => command.Number is not { } number
            ? Refusal.NotNow("no-number", "暂时取不到文号，请稍后再下发", "there is no number for it at present: issue it again in a while")
            : Accept(new SupervisionEvent.Issued(
                new SupervisionOrder(command.Id, number, command.Matter with { Text = command.Matter.Text.Trim() }, command.Unit, command.Person, command.Deadline, command.Instruction.Trim()),
                Wait.Within(command.Unit.FirstOf(at.Places), rules.SignDays, at)));

    private static Decision<SupervisionEvent> Sign(SupervisionState state, SupervisionOrder order, Circumstances at)
        => state.Stage == SupervisionStage.Issued
            ? Accept(new SupervisionEvent.SignedFor(Wait.By(order.Unit.FirstOf(at.Places), order.Deadline, at)))
            : Refusal.NotNow("signed", "该督办单已签收", "the order was signed for already");

    private static Decision<SupervisionEvent> Reply(SupervisionState state, SupervisionCommand.Reply command, Circumstances at, SupervisionRules rules) => state.Stage switch
    {
        SupervisionStage.Issued => Refusal.NotNow("not-signed", "请先签收，再回告", "sign for it first"),
        SupervisionStage.Underway or SupervisionStage.SentBack => command.Evidence.Except(command.Kept).Any() ? NotUploaded : Accept(new SupervisionEvent.Replied(command.Text.Trim(), command.Evidence, Wait.Within(Rung.District, rules.CheckDays, at))),
        _ => Refusal.NotNow("replied", "已回告，正在核查或待销号；退回后可再回告", "it was replied: reply again if it is sent back"),
    };

    private static readonly Refusal NotUploaded = new(RefusalKind.Invalid,
    [
        new Fault("evidence", "not-uploaded", "有附件不是为本督办单上传的，或上传后超过一天；请重新上传", "a file was not uploaded for this order, or more than a day ago: upload it again"),
    ]);

    /// <summary>Null: there is something to check, and by somebody else than any who replied.</summary>
    private static Refusal? MayCheck(SupervisionState state, Circumstances at)
        => state.Stage != SupervisionStage.Replied ? Refusal.NotNow("not-replied", "没有待核查的回告", "there is no reply to check")
            : state.Replies.Any(r => r.Told.By == at.Actor)
                ? new Refusal(RefusalKind.Forbidden, [new Fault("", "own-reply", "该督办单由您回告，请由另一人核查", "you replied to this order: somebody else has to check it")])
                : null;

    private static Decision<SupervisionEvent> SendBack(SupervisionState state, SupervisionOrder order, SupervisionCommand.SendBack command, Circumstances at, SupervisionRules rules)
    {
        if (state.Replies.Length >= Supervision.MostReplies)
            return Refusal.NotNow("sent-back-enough", $"已回告 {Supervision.MostReplies} 次，请撤销后重新下发", $"it was replied {Supervision.MostReplies} times: withdraw it, and issue it anew");
        var redone = at.Calendar.NthWorkday(at.Today.AddDays(1), rules.RedoDays);
        return Accept(new SupervisionEvent.SentBack(command.Reason.Trim(), Wait.By(order.Unit.FirstOf(at.Places), redone > order.Deadline ? redone : order.Deadline, at)));
    }

    private static Decision<SupervisionEvent> Close(SupervisionState state, SupervisionCommand.Close command, Circumstances at)
        => state.Issue!.By != at.Actor
            ? new Refusal(RefusalKind.Forbidden, [new Fault("", "not-issuer", "只能由下发人销号；下发人不在岗的，可以写明原因撤销", "only whoever issued it closes it; where they are gone, it can be withdrawn with a reason")])
            : state.Stage != SupervisionStage.Passed ? Refusal.NotNow("not-passed", "核查通过后才能销号", "it is closed once its reply has passed the check")
            : Accept(new SupervisionEvent.Closed(Tidy(command.Note)));

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Decision<SupervisionEvent> Accept(SupervisionEvent happened) => Decision<SupervisionEvent>.Accept(happened);
}

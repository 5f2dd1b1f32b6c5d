using Circle.Domain.Journal;

namespace Circle.Domain.Tickets;

/// <summary>What a unit does with a ticket that it has, and what the hotline's supervisor says to what it asks.</summary>
internal static class TicketHandling
{
    private static readonly Refusal NotHere = Refusal.NotNow("not-at-a-unit", "该工单不在承办单位，请刷新页面", "no unit has the ticket: load the page anew");

    private static readonly Refusal NotAsked = Refusal.NotNow("not-asked", "没有待审批的申请", "nothing is asked for");

    private static readonly Refusal NotExtended = Refusal.NotNow(
        "not-extended", "该紧急程度的工单不能延期；请尽快办理并答复，确有困难的请联系热线督办人员", "a ticket of this urgency is not extended: answer it, or speak to the hotline's supervisor");

    private static readonly Refusal NotSuspended = Refusal.NotNow(
        "not-suspendable", "特急工单不能挂起；请尽快办理并答复，确有困难的请联系热线督办人员", "a life-safety ticket is not suspended: answer it, or speak to the hotline's supervisor");

    private static readonly Refusal OverDue = Refusal.NotNow(
        "deadline-passed", "时限已过，不能申请延期；请尽快答复，或联系热线督办人员", "its time is over, and no more can be asked for: answer it, or speak to the hotline's supervisor");

    public static Decision<TicketEvent> Decide(TicketView ticket, TicketCommand command, Circumstances at, HotlineRules rules)
    {
        if (ticket.Ledger.Holder is not (ClockHolder.Unit or ClockHolder.Suspended)) return NotHere;
        return command switch
        {
            TicketCommand.GoOn => ticket.Stage == TicketStage.Suspended ? Accept(new TicketEvent.Resumed(TicketTimes.Back(ticket, at))) : Refusal.NotNow("not-suspended", "该工单没有挂起", "it is not suspended"),
            _ when ticket.Stage == TicketStage.Suspended => Refusal.NotNow("suspended", "该工单已挂起，请先恢复办理", "it is suspended: go on with it first"),
            TicketCommand.Sign => ticket.Stage == TicketStage.Dispatched ? Accept(new TicketEvent.SignedFor(TicketTimes.Signed(ticket, at))) : Refusal.NotNow("signed", "该工单已签收", "it was signed for already"),
            TicketCommand.AskFor c => Ask(ticket, c, at, rules),
            _ when ticket.Stage == TicketStage.Dispatched => Refusal.NotNow("not-signed", "请先签收", "sign for it first"),
            TicketCommand.Contact => ticket.Stage == TicketStage.SignedFor ? Accept(new TicketEvent.Contacted(TicketTimes.Contacted(ticket, at))) : Refusal.NotNow("contacted", "已先行联系", "the first contact was made already"),
            TicketCommand.Answer c => Answer(ticket, c, at),
            _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
        };
    }

    /// <summary>Grants or declines what is asked for.</summary>
    public static Decision<TicketEvent> Judge(TicketView ticket, TicketCommand command, Circumstances at, HotlineRules rules)
    {
        if (ticket.Asking is not { } asking) return NotAsked;
        if (command is TicketCommand.Decline declined) return Accept(new TicketEvent.Declined(declined.Reason));
        return asking switch
        {
            { Ask: TicketAsk.Return } => ticket.Returns < rules.MostReturns ? Accept(new TicketEvent.Returned(TicketTimes.Returned(ticket, at))) : Fixed(rules),
            { Ask: TicketAsk.Extend } => ticket.Extended + asking.Days <= rules.MostExtensionOf(ticket.Urgency)
                ? Accept(new TicketEvent.Extended(asking.Days, TicketTimes.Of(ticket with { Extended = ticket.Extended + asking.Days }, at)))
                : TooLong(ticket, rules),
            { Ask: TicketAsk.Suspend } when ticket.Urgency == Urgency.LifeSafety => NotSuspended,
            { Until: { } until } => until >= at.Today ? Accept(new TicketEvent.Suspended(until)) : Refusal.NotNow("over", "申请的挂起日期已过，请不同意并让承办单位重新申请", "the day that was asked for is over: decline it, and let the unit ask anew"),
            _ => throw new InvalidOperationException($"unknown request {asking.Ask}"),
        };
    }

    private static Decision<TicketEvent> Ask(TicketView ticket, TicketCommand.AskFor command, Circumstances at, HotlineRules rules)
    {
        if (command.Ask == TicketAsk.Extend && MayNotExtend(ticket, at, rules) is { } never) return never;
        if (command.Ask == TicketAsk.Suspend && ticket.Urgency == Urgency.LifeSafety) return NotSuspended;
        var faults = new FaultList();
        if (command.Ask == TicketAsk.Extend) faults.Range("days", command.Days, 1, rules.MostExtensionOf(ticket.Urgency));
        else if (command.Days != 0) faults.Add("days", "not-allowed", "只有延期须填写工作日数", "only an extension has days");
        if (command.Ask == TicketAsk.Suspend ? !(command.Until >= at.Today && command.Until <= at.Today.AddDays(rules.MostSuspension)) : command.Until is not null)
            faults.Add("until", "out-of-range", $"挂起日期应从今天起、在 {rules.MostSuspension} 天之内，其他申请不填", $"of a suspension a day within {rules.MostSuspension} days from today, and of nothing else");
        if (faults.Any) return faults.ToRefusal();
        if (ticket.Asking is not null) return Refusal.NotNow("asked", "已有待审批的申请", "something is asked for already");
        return command.Ask switch
        {
            TicketAsk.Return when ticket.Returns >= rules.MostReturns => Fixed(rules),
            TicketAsk.Extend when ticket.Extended + command.Days > rules.MostExtensionOf(ticket.Urgency) => TooLong(ticket, rules),
            TicketAsk.Suspend when ticket.Stage == TicketStage.Dispatched => Refusal.NotNow("not-signed", "请先签收", "sign for it first"),
            _ => Accept(new TicketEvent.Asked(command.Ask, command.Reason, command.Days, command.Until)),
        };
    }

    /// <summary>The first contact comes first: whoever called is not told by an answer alone. Nobody who could be spoken to needs none.</summary>
    private static Decision<TicketEvent> Answer(TicketView ticket, TicketCommand.Answer command, Circumstances at)
    {
        var faults = new FaultList();
        if (command.Files.Length > Ticket.MostFiles) faults.Add("files", "too-many", $"最多 {Ticket.MostFiles} 个附件", $"at most {Ticket.MostFiles} files");
        for (var i = 0; i < Math.Min(command.Files.Length, Ticket.MostFiles); i++) command.Files[i].Check(faults, $"files/{i}");
        if (!faults.Any && command.Files.Except(command.Kept).Any())
            faults.Add("files", "not-uploaded", "有附件不是为本工单上传的，或上传后超过一天；请重新上传", "a file was not uploaded for this ticket, or more than a day ago: upload it again");
        if (command.Finding == TicketFinding.None && ticket.Intake.Kind is TicketKind.Complaint or TicketKind.Report)
            faults.Add("finding", "required", "投诉、举报须填写查实或查无实据", "of a complaint or report say whether it was substantiated");
        if (faults.Any) return faults.ToRefusal();
        if (ticket.Stage == TicketStage.SignedFor && ticket.NeedsContact)
            return Refusal.NotNow("not-contacted", "请先与诉求人联系，再答复", "speak to whoever called first");
        var answered = new TicketEvent.Answered(command.Words, command.Finding, command.Files, TicketTimes.CallBack(ticket, at));
        return ticket.Intake.Caller is null
            ? new Decision<TicketEvent>.Accepted([new(answered), new(new TicketEvent.Closed(TicketEnd.Told, null))])
            : Accept(answered);
    }

    private static Refusal Fixed(HotlineRules rules)
        => Refusal.NotNow("first-responsible", $"已退单 {rules.MostReturns} 次，按首接负责制不再退单", $"it was returned {rules.MostReturns} times: the first responsible unit keeps it");

    private static Refusal TooLong(TicketView ticket, HotlineRules rules)
        => rules.MostExtensionOf(ticket.Urgency) is > 0 and var most
            ? Refusal.NotNow("extended-enough", $"累计延期不能超过 {most} 个工作日", $"all extensions together are at most {most} working days")
            : NotExtended;

    /// <summary>More time is asked for while there is some left; what is granted later was asked for in time.</summary>
    private static Refusal? MayNotExtend(TicketView ticket, Circumstances at, HotlineRules rules)
        => rules.MostExtensionOf(ticket.Urgency) == 0 ? NotExtended : ticket.Dues.Finish <= at.Now ? OverDue : null;

    private static Decision<TicketEvent> Accept(TicketEvent happened) => TicketDecisions.Accept(happened);
}

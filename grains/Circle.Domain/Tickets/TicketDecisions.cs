using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Supervisions;

namespace Circle.Domain.Tickets;

/// <summary>Decisions of <see cref="Ticket"/>: what the hotline does, and time.</summary>
internal static class TicketDecisions
{
    public static readonly Refusal Ended = Refusal.NotNow("ended", "该工单已办结，请刷新页面", "the ticket is closed: load the page anew");

    private static readonly Refusal NotDue = Refusal.NotNow("not-due", "时间未到", "its time has not come");

    private static readonly Refusal Dispatched = Refusal.NotNow("dispatched", "该工单已派单，请刷新页面", "the ticket is dispatched already: load the page anew");

    public static Decision<TicketEvent> Decide(TicketView? ticket, TicketCommand command, Circumstances at)
    {
        var rules = at.Plan?.Document.Hotline ?? HotlineRules.Usual;
        if (command is TicketCommand.File file) command = file.ToReceive();
        if (command is TicketCommand.Receive receive) return ticket is null ? TicketReceipt.Decide(receive, at, rules) : Refusal.NotNow("received", "该工单已受理", "the ticket was received already");
        if (ticket is null) return Ticket.NoSuch;
        if (command is TicketCommand.React react) return React(ticket, react);
        if (ticket.Stage == TicketStage.Closed) return Ended;
        // What time or its parent does is never held up: it ends an interval that somebody was allowed to begin.
        if (ticket.Ledger.Next >= Ticket.MostIntervals
            && command is not (TicketCommand.Close or TicketCommand.CallBack or TicketCommand.RunOut or TicketCommand.Resume or TicketCommand.FollowParent))
            return Refusal.NotNow("changed-enough", "该工单流转次数过多，请由热线班长办结后重新受理", "the ticket was handed on too often: let the hotline's supervisor close it, and receive it anew");
        if (TakenByOther(ticket, command, at, rules)) return Refusal.NotNow("taken", $"正由另一人处理，请稍后，或 {rules.HoldMinutes} 分钟后再接手", $"somebody else has it in hand: wait, or take it in {rules.HoldMinutes} minutes");
        return command switch
        {
            TicketCommand.Dispatch c => Dispatch(ticket, c, at, rules),
            TicketCommand.AnswerAtOnce c => AnswerAtOnce(ticket, c),
            TicketCommand.Link c => Link(ticket, c),
            TicketCommand.Adopt c => Adopt(ticket, c),
            TicketCommand.FollowParent c => Follow(ticket, c, at),
            TicketCommand.Take => Take(ticket, at, rules),
            TicketCommand.LetGo => ticket.Taken is null ? Refusal.NotNow("not-taken", "该工单没有人领办", "nobody has it in hand") : Accept(new TicketEvent.LetGo()),
            TicketCommand.Reclassify c => Reclassify(ticket, c, at, rules),
            TicketCommand.Move c => Move(ticket, c, at),
            TicketCommand.Urge => Urge(ticket),
            TicketCommand.CallBack c => TicketCallBack.Decide(ticket, c, at, rules),
            TicketCommand.Supervise c => ticket.Supervised is null ? Accept(new TicketEvent.Supervised(c.Reason)) : Refusal.NotNow("supervised", "该工单已督办", "it is supervised already"),
            TicketCommand.Close c => Close(c),
            TicketCommand.Grant or TicketCommand.Decline => TicketHandling.Judge(ticket, command, at, rules),
            TicketCommand.RunOut c => ticket.Dues.Of(c.Clock) <= at.Now && !ticket.Late.Contains(c.Clock) ? Accept(new TicketEvent.RanOut(c.Clock)) : NotDue,
            TicketCommand.Resume => ticket.SuspendedUntil < at.Today ? Accept(new TicketEvent.Resumed(TicketTimes.Back(ticket, at))) : NotDue,
            _ => TicketHandling.Decide(ticket, command, at, rules),
        };
    }

    /// <summary>Null: it may go there.</summary>
    public static Refusal? MayDispatch(AnsweringUnit unit, TicketKind kind, TicketAbout about, Circumstances at)
    {
        var faults = new FaultList();
        unit.Check(faults, at);
        if (!faults.Any && kind == TicketKind.Report)
        {
            if (unit.Line is null) faults.Add("unit", "not-allowed", "举报件只能派往牵头单位，不得派往被举报单位所在的街道、社区", "a report goes to a lead unit, and never to the street or community of its target");
            else if (unit.Line == about.Line && at.Places.Find(about.Place) is { Kind: PlaceKind.District }) faults.Add("unit", "not-allowed", "举报件不得派往被举报单位", "a report does not go to the unit that it is about");
        }

        return faults.Any ? faults.ToRefusal() : null;
    }

    public static Decision<TicketEvent> Accept(TicketEvent happened) => Decision<TicketEvent>.Accept(happened);

    /// <summary>Whoever has it in hand keeps it for a while; what a unit, the supervisor or time does is not held up.</summary>
    private static bool TakenByOther(TicketView ticket, TicketCommand command, Circumstances at, HotlineRules rules)
        => ticket.Taken is { } taken && taken.By != at.Actor && at.Now - taken.At < TimeSpan.FromMinutes(rules.HoldMinutes)
           && command is TicketCommand.Dispatch or TicketCommand.AnswerAtOnce or TicketCommand.Link or TicketCommand.Take or TicketCommand.LetGo or TicketCommand.Reclassify
               or TicketCommand.Move or TicketCommand.CallBack;

    private static Decision<TicketEvent> Dispatch(TicketView ticket, TicketCommand.Dispatch command, Circumstances at, HotlineRules rules)
    {
        if (ticket.Stage != TicketStage.Received) return Dispatched;
        if (ticket.Dispatches.Length >= Ticket.MostDispatches) return Refusal.NotNow("dispatched-enough", $"已派单 {Ticket.MostDispatches} 次，请由热线班长办结", $"it was dispatched {Ticket.MostDispatches} times: let the hotline's supervisor close it");
        if (MayDispatch(command.Unit, ticket.Intake.Kind, ticket.About, at) is { } invalid) return invalid;
        if (ticket.Returns >= rules.MostReturns && ticket.Dispatches is [{ Unit: var first }, ..] && command.Unit != first && MayDispatch(first, ticket.Intake.Kind, ticket.About, at) is null)
            return Refusal.NotNow("first-responsible", $"已退单 {ticket.Returns} 次，按首接负责制由第一承办单位办理", $"it was returned {ticket.Returns} times: the first responsible unit keeps it");
        return Accept(new TicketEvent.Dispatched(command.Unit, command.Note, TicketTimes.Dispatched(ticket, at)));
    }

    /// <summary>What whoever called has said to be unsolved is no matter of a word any more.</summary>
    private static Decision<TicketEvent> AnswerAtOnce(TicketView ticket, TicketCommand.AnswerAtOnce command)
        => ticket.Stage != TicketStage.Received ? Dispatched
            : ticket.Calls.Any(c => c.IsReached) ? Refusal.NotNow("unsolved", "诉求人已表示未解决，请重新派单办理", "whoever called said that it is unsolved: dispatch it anew")
            : Accept(new TicketEvent.Closed(TicketEnd.AtOnce, command.Words));

    /// <summary>Joined to another one, the answer to a 举报 would be its target's, or its target's callers would hear it.</summary>
    private static readonly Refusal Reported = Refusal.NotNow("report", "举报件单独办理，不能并案", "a report goes its own way, and is joined to nothing");

    private static Decision<TicketEvent> Link(TicketView ticket, TicketCommand.Link command)
        => ticket.Stage != TicketStage.Received ? Dispatched
            : ticket.IsReport ? Reported
            : !ticket.Children.IsEmpty ? Refusal.NotNow("has-duplicates", "该工单已并入其他工单，不能再并案", "others were joined to this one, so it is joined to none")
            : !command.MayJoin ? Refusal.NotNow("not-adopted", "主件暂时不能并入，请稍后再试", "the other ticket cannot take it in at present: try again later")
            : Accept(new TicketEvent.Linked(command.Parent));

    private static Decision<TicketEvent> Adopt(TicketView ticket, TicketCommand.Adopt command)
        => ticket.Children.Contains(command.Child) ? Refusal.NotNow("adopted", "已并案", "it was taken in already")
            : ticket.IsReport ? Reported
            : command.Child == ticket.Intake.Id || ticket.Parent is not null ? Refusal.NotNow("not-a-parent", "该工单本身已并入另一工单，请并入主件", "it is joined to another one itself: join that one")
            : ticket.Children.Length >= Ticket.MostChildren ? Refusal.NotNow("full", $"主件最多并入 {Ticket.MostChildren} 件，请另行派单", $"at most {Ticket.MostChildren} are joined: dispatch it by itself")
            : Accept(new TicketEvent.Adopted(command.Child));

    /// <summary>One that waits for that ticket and no other; else it went its own way meanwhile.</summary>
    private static Decision<TicketEvent> Follow(TicketView ticket, TicketCommand.FollowParent command, Circumstances at)
    {
        if (ticket.Stage != TicketStage.Linked || ticket.Parent != command.Parent) return Refusal.NotNow("not-linked", "该工单没有并入这一主件", "it is not joined to that ticket");
        if (command.Words is not { } words) return Accept(new TicketEvent.Reopened(TicketTimes.Reopened(ticket, at)));
        var followed = new TicketEvent.Followed(words, command.Finding, TicketTimes.CallBack(ticket, at));
        return ticket.Intake.Caller is null ? new Decision<TicketEvent>.Accepted([new(followed), new(new TicketEvent.Closed(TicketEnd.Told, null))]) : Accept(followed);
    }

    private static Decision<TicketEvent> Take(TicketView ticket, Circumstances at, HotlineRules rules)
        => ticket.Taken is { } taken && taken.By == at.Actor && at.Now - taken.At < TimeSpan.FromMinutes(rules.HoldMinutes)
            ? Refusal.NotNow("taken-already", "您已领办该工单", "you have it in hand already")
            : Accept(new TicketEvent.Taken());

    private static Decision<TicketEvent> Reclassify(TicketView ticket, TicketCommand.Reclassify command, Circumstances at, HotlineRules rules)
    {
        if (rules.Find(command.Category) is not { } category) return new Refusal(RefusalKind.Invalid, [new Fault("category", "unknown", "没有这个类别", "no such category")]);
        if (ticket.Stage == TicketStage.Linked) return Refusal.NotNow("linked", "该工单已并案，请改主件", "it is joined to another ticket: change that one");
        if (command.Category == ticket.Category && command.Urgency == ticket.Urgency) return Refusal.NotNow("unchanged", "与现有内容相同", "the same as before");
        var limits = rules.LimitsOf(ticket.Intake.Kind, command.Urgency, category);
        return Accept(new TicketEvent.Reclassified(command.Category, command.Urgency, limits, TicketTimes.Of(ticket with { Limits = limits }, at)));
    }

    private static Decision<TicketEvent> Move(TicketView ticket, TicketCommand.Move command, Circumstances at)
    {
        var faults = new FaultList();
        var about = TicketReceipt.About(faults, command.About, command.Site, ticket.Intake.Kind, at);
        if (about is null) return faults.ToRefusal();
        if (about == ticket.About) return Refusal.NotNow("unchanged", "与现有内容相同", "the same as before");
        // Also of one that is back at the hotline for another round: whoever had it last sees what becomes of it.
        return ticket.IsReport && ticket.Dispatch is { Returned: null, Unit: var unit } && MayDispatch(unit, ticket.Intake.Kind, about, at) is not null
            ? Refusal.NotNow("unit-is-target", "举报件最近的承办单位就是被举报单位，请先退单或改派其他单位，再改对象", "the unit that has it, or had it last, is the target: take it back, or dispatch it to another one first")
            : Accept(new TicketEvent.Moved(about));
    }

    private static Decision<TicketEvent> Urge(TicketView ticket)
        => ticket.Unit is null || ticket.Stage is TicketStage.Answered ? Refusal.NotNow("not-at-a-unit", "没有承办单位正在办理", "no unit has it")
            : ticket.Urged >= Ticket.MostUrged ? Refusal.NotNow("urged-enough", $"已催办 {Ticket.MostUrged} 次，请督办", $"it was urged {Ticket.MostUrged} times: supervise it")
            : Accept(new TicketEvent.Urged());

    private static Decision<TicketEvent> Close(TicketCommand.Close command)
        => command.End is TicketEnd.Withdrawn or TicketEnd.Invalid or TicketEnd.Unreasonable
            ? Accept(new TicketEvent.Closed(command.End, command.Reason))
            : new Refusal(RefusalKind.Invalid, [new Fault("end", "not-allowed", "只能以撤回、无效或不合理诉求办结；是否解决由回访决定", "only as withdrawn, invalid or unreasonable: whether it is solved says the callback")]);

    private static Decision<TicketEvent> React(TicketView ticket, TicketCommand.React command)
        => ticket.Pending.Contains(new PendingReaction(command.What, command.Version))
            ? Accept(new TicketEvent.Reacted(command.What, command.Version))
            : Refusal.NotNow("reacted", "已处理", "it was done already");
}

using Circle.Domain.Journal;

namespace Circle.Domain.Tickets;

/// <summary>回访: that something is solved, and how content somebody is, comes from here alone.</summary>
internal static class TicketCallBack
{
    public static Decision<TicketEvent> Decide(TicketView ticket, TicketCommand.CallBack command, Circumstances at, HotlineRules rules)
    {
        if (!command.IsReached && (command.IsSolved || command.Satisfaction is not null))
            return new Refusal(RefusalKind.Invalid, [new Fault("isReached", "not-allowed", "没有接通的回访不能填写是否解决和满意度", "where nobody answered, nothing was said")]);
        if (ticket.Stage != TicketStage.Answered) return Refusal.NotNow("not-answered", "承办单位答复后才能回访", "it is called back once the unit has answered");
        if (ticket.Answers.Any(a => a.Done.By == at.Actor))
            return new Refusal(RefusalKind.Forbidden, [new Fault("", "own-answer", "该工单由您答复，请由另一人回访", "you answered it: somebody else has to call back")]);

        var called = new TicketEvent.CalledBack(command.IsReached, command.IsSolved, command.Satisfaction, command.Note);
        TicketEvent? next = command switch
        {
            { IsReached: false } => ticket.Missed + 1 >= rules.CallBackTries ? new TicketEvent.Closed(TicketEnd.Unreachable, null) : null,
            { IsSolved: true } => new TicketEvent.Closed(TicketEnd.Solved, null),
            _ => ticket.Round >= Ticket.MostRounds ? new TicketEvent.Closed(TicketEnd.Unsolved, null) : new TicketEvent.Reopened(TicketTimes.Reopened(ticket, at)),
        };
        return new Decision<TicketEvent>.Accepted(next is null ? [new(called)] : [new(called), new(next)]);
    }
}

using Circle.Domain.Journal;

namespace Circle.Domain.Tickets;

/// <summary>When each clock that runs is used up, by the ledger as a decision would leave it; written into the event, so that no fold needs a calendar.</summary>
public static class TicketTimes
{
    /// <summary>As it stands.</summary>
    public static TicketDues Of(TicketView ticket, Circumstances at) => ticket.Ledger.Holder switch
    {
        ClockHolder.Hotline => new TicketDues(Dispatch: ticket.Ledger.Due(ClockHolder.Hotline, ticket.RoundSince, ticket.Limits.Dispatch, at.Calendar)),
        ClockHolder.Unit => OfUnit(ticket, ticket.Dispatch!, at),
        ClockHolder.CallBack => new TicketDues(CallBack: ticket.Ledger.Due(ClockHolder.CallBack, ticket.RoundSince, ticket.Limits.CallBack, at.Calendar)),
        _ => TicketDues.None,
    };

    internal static TicketDues Dispatched(TicketView ticket, Circumstances at)
    {
        var after = Begun(ticket, ClockHolder.Unit, at);
        return OfUnit(after, new TicketDispatch(null!, default, null, ticket.Ledger.Next), at);
    }

    internal static TicketDues Signed(TicketView ticket, Circumstances at)
        => OfUnit(Begun(ticket, ClockHolder.Unit, at), ticket.Dispatch! with { SignedFor = new TicketDeed(at.Actor, at.Now), SignedSince = ticket.Ledger.Next }, at);

    internal static TicketDues Contacted(TicketView ticket, Circumstances at) => OfUnit(ticket, ticket.Dispatch! with { Contacted = new TicketDeed(at.Actor, at.Now) }, at);

    /// <summary>Back at its unit after a suspension.</summary>
    internal static TicketDues Back(TicketView ticket, Circumstances at) => Of(Begun(ticket, ClockHolder.Unit, at), at);

    internal static TicketDues Returned(TicketView ticket, Circumstances at) => Of(Begun(ticket, ClockHolder.Hotline, at), at);

    internal static TicketDues CallBack(TicketView ticket, Circumstances at) => Of(Begun(ticket, ClockHolder.CallBack, at), at);

    /// <summary>A new round has its limits whole.</summary>
    internal static TicketDues Reopened(TicketView ticket, Circumstances at) => Of(Begun(ticket, ClockHolder.Hotline, at) with { RoundSince = ticket.Ledger.Next }, at);

    private static TicketView Begun(TicketView ticket, ClockHolder holder, Circumstances at) => ticket with { Ledger = ticket.Ledger.Begin(holder, at.Now) };

    /// <summary>An extension is of working days, also where the limit itself counts every hour: it begins where that one ends.</summary>
    private static TicketDues OfUnit(TicketView ticket, TicketDispatch dispatch, Circumstances at)
    {
        var finish = ticket.Ledger.Due(ClockHolder.Unit, ticket.RoundSince, ticket.Limits.Finish, at.Calendar);
        if (finish is { } own && ticket.Extended > 0) finish = Time.WorkTime.After(at.Calendar, own, TimeLimit.Workdays(ticket.Extended).Span);
        if (ticket.Round == 1 && ticket.Intake.City?.Deadline is { } city && city < finish) finish = city;
        return new TicketDues(
            Sign: dispatch.SignedFor is null ? ByFinish(ticket.Ledger.Due(ClockHolder.Unit, dispatch.Since, ticket.Limits.Sign, at.Calendar), finish) : null,
            Contact: ticket.NeedsContact && dispatch is { SignedFor: not null, Contacted: null } ? ByFinish(ticket.Ledger.Due(ClockHolder.Unit, dispatch.SignedSince, ticket.Limits.Contact, at.Calendar), finish) : null,
            Finish: finish);
    }

    /// <summary>What comes before 办结 is never owed later than it: a short finish, or the city's own deadline, shortens 签收 and 先行联系 too.</summary>
    internal static DateTimeOffset? ByFinish(DateTimeOffset? due, DateTimeOffset? finish) => finish < due ? finish : due;
}

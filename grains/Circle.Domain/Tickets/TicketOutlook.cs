using System.Collections.Immutable;
using Circle.Domain.Time;

namespace Circle.Domain.Tickets;

/// <summary>提交后的时限: the dates that a ticket would have which is received and dispatched now, each step being done at its last moment.</summary>
public static class TicketOutlook
{
    public static TicketDues Of(TicketLimits limits, WorkCalendar calendar, DateTimeOffset now)
    {
        var sign = limits.Sign.After(calendar, now, limits.Sign.Span);
        var finish = limits.Finish.After(calendar, now, limits.Finish.Span);
        return new TicketDues(
            limits.Dispatch.After(calendar, now, limits.Dispatch.Span), TicketTimes.ByFinish(sign, finish), TicketTimes.ByFinish(limits.Contact.After(calendar, sign, limits.Contact.Span), finish), finish,
            limits.CallBack.After(calendar, finish, limits.CallBack.Span));
    }

    /// <summary>Days in between that are not worked; the one that begins at the very end is none of them.</summary>
    public static ImmutableArray<DateOnly> Skipped(WorkCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        var days = ImmutableArray.CreateBuilder<DateOnly>();
        for (var day = District.DateOf(from); District.At(day) < to; day = day.AddDays(1))
            if (!calendar.IsWorkday(day)) days.Add(day);
        return days.ToImmutable();
    }
}

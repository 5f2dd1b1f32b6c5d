using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Orleans;

namespace Circle.Domain.Tickets;

/// <summary>What one operator 话务员 did on a day, and has in hand. Tells a supervisor who needs help, and is kept nowhere.</summary>
/// <param name="AtOnce">当场答复 of tickets.</param>
/// <param name="CalledBack">回访, whether anybody answered or not.</param>
/// <param name="InHand">领办, as long as that holds.</param>
[GenerateSerializer, Immutable, Alias("OperatorDay")]
public sealed record OperatorDay(
    [property: Id(0)] Actor By, [property: Id(1)] int Received, [property: Id(2)] int AtOnce, [property: Id(3)] int Dispatched, [property: Id(4)] int CalledBack, [property: Id(5)] int InHand)
{
    /// <summary>Of one supervisor's board.</summary>
    public const int Most = 200;

    /// <summary>Whoever did most comes first.</summary>
    /// <param name="tickets">All that are open, and those that came or ended on the day; each once.</param>
    public static ImmutableArray<OperatorDay> Of(IEnumerable<TicketView> tickets, HotlineRules rules, DateOnly day, DateTimeOffset now)
    {
        var days = new Dictionary<Actor, OperatorDay>();
        foreach (var ticket in tickets)
        {
            Count(ticket.Received, d => d with { Received = d.Received + 1 });
            if (ticket.End == TicketEnd.AtOnce) Count(ticket.Ended!.Value, d => d with { AtOnce = d.AtOnce + 1 });
            foreach (var dispatch in ticket.Dispatches) Count(dispatch.Done, d => d with { Dispatched = d.Dispatched + 1 });
            foreach (var call in ticket.Calls) Count(call.Done, d => d with { CalledBack = d.CalledBack + 1 });
            if (ticket.Taken is { } taken && now - taken.At < TimeSpan.FromMinutes(rules.HoldMinutes)) Change(taken.By, d => d with { InHand = d.InHand + 1 });
        }

        return [.. days.Values.OrderByDescending(d => d.Received + d.Dispatched + d.CalledBack).ThenBy(d => d.By.Value, StringComparer.Ordinal).Take(Most)];

        void Count(TicketDeed done, Func<OperatorDay, OperatorDay> change)
        {
            if (District.DateOf(done.At) == day) Change(done.By, change);
        }

        void Change(Actor by, Func<OperatorDay, OperatorDay> change) => days[by] = change(days.GetValueOrDefault(by, new OperatorDay(by, 0, 0, 0, 0, 0)));
    }
}

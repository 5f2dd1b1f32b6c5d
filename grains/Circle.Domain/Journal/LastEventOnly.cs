using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Search;
using Circle.Domain.Tickets;
using Circle.Domain.Walls;

namespace Circle.Domain.Journal;

/// <summary>The kinds of which the journal keeps the last event alone: they record nothing that anybody did, and have no chain that could be verified.</summary>
public static class LastEventOnly
{
    /// <summary>Those whose aggregates say so; a test holds the two together.</summary>
    public static ImmutableArray<string> Kinds { get; } = [Canary.Kind, UnmetDemand.Kind, AlertWatch.Kind, TicketBook.Kind];
}

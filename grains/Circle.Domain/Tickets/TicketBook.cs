using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Tickets;

public abstract record TicketBookEvent
{
    /// <param name="Last">Of the numbers that were given away so far.</param>
    [EventType("ticketbook.reserved")]
    public sealed record Reserved(int Last) : TicketBookEvent;
}

/// <summary>What may be asked of a day's book.</summary>
[GenerateSerializer, Immutable, Alias("TicketBookCommand")]
public abstract record TicketBookCommand
{
    /// <summary>By its name alone.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>The next <see cref="TicketBook.Together"/> numbers.</summary>
    /// <param name="After">The last number that was reserved, as whoever asks knows it: of two that ask at once one is told to look again.</param>
    [GenerateSerializer, Immutable, Alias("TicketBookCommand.Reserve")]
    public sealed record Reserve([property: Id(0)] int After) : TicketBookCommand;
}

public sealed record TicketBookState(int Last);

/// <summary>
/// 工单号登记簿 of one day: gives numbers away by the block, before any of them is used, so that receiving a ticket waits for it once in a while. A
/// number is never given twice; those of a block that its silo did not use before it ended stay empty 空号.
/// </summary>
public sealed class TicketBook : IAggregate<TicketBookState, TicketBookCommand, TicketBookEvent>
{
    public const int Together = 50;

    /// <summary>Of one day.</summary>
    public const int MostNumbers = 999_999;

    public static string Kind => "ticketbook";

    public static int FoldVersion => 1;

    public static bool KeepsLastEventOnly => true;

    public static TicketBookState Empty { get; } = new(0);

    public static string IdOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Need? Needs(TicketBookState state, TicketBookCommand command) => null;

    public static Decision<TicketBookEvent> Decide(TicketBookState state, TicketBookCommand command, Circumstances circumstances) => command switch
    {
        TicketBookCommand.Reserve c when c.After != state.Last => Refusal.NotNow("reserved", "已有人取号", "somebody else has reserved meanwhile"),
        TicketBookCommand.Reserve when state.Last + Together > MostNumbers => Refusal.NotNow("full", $"当日 {MostNumbers} 个工单号已用完", $"the day's {MostNumbers} numbers are used up"),
        TicketBookCommand.Reserve => Decision<TicketBookEvent>.Accept(new TicketBookEvent.Reserved(state.Last + Together)),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static TicketBookState Fold(TicketBookState state, Recorded<TicketBookEvent> recorded) => recorded.Event switch
    {
        TicketBookEvent.Reserved e => new(e.Last),
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(TicketBookState state) => [];

    public static ImmutableArray<AgendaItem> Agenda(TicketBookState state) => [];
}

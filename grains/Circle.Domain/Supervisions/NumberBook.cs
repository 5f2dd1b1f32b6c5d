using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Supervisions;

public abstract record NumberEvent
{
    [EventType("numbers.allotted")]
    public sealed record Allotted(SupervisionNumber Number, SupervisionId Order) : NumberEvent;
}

/// <summary>What may be asked of a year's book.</summary>
[GenerateSerializer, Immutable, Alias("NumberCommand")]
public abstract record NumberCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>The next number for an order that has none.</summary>
    [GenerateSerializer, Immutable, Alias("NumberCommand.Allot")]
    public sealed record Allot([property: Id(0)] int Year, [property: Id(1)] SupervisionId Order) : NumberCommand;
}

/// <param name="Numbers">Of each order that was given one.</param>
public sealed record NumberBookState(ImmutableDictionary<SupervisionId, SupervisionNumber> Numbers);

/// <summary>
/// 文号登记簿 of one year: gives each order the next number, and the same order the same one however often it asks. A number that was given is never given
/// again: where its order was refused in the end, or its silo died in between, it stays with that order's id, and the year has a gap 空号 that the book names.
/// </summary>
public sealed class NumberBook : IAggregate<NumberBookState, NumberCommand, NumberEvent>
{
    public const int MostNumbers = 9_999;

    public static string Kind => "numbers";

    public static int FoldVersion => 1;

    public static NumberBookState Empty { get; } = new(ImmutableDictionary<SupervisionId, SupervisionNumber>.Empty);

    public static string IdOf(int year) => string.Create(CultureInfo.InvariantCulture, $"supervision-{year}");

    public static Need? Needs(NumberBookState state, NumberCommand command) => null;

    public static Decision<NumberEvent> Decide(NumberBookState state, NumberCommand command, Circumstances circumstances) => command switch
    {
        NumberCommand.Allot c when state.Numbers.ContainsKey(c.Order) => Refusal.NotNow("allotted", "该督办单已有文号", "the order has its number"),
        NumberCommand.Allot when state.Numbers.Count >= MostNumbers => Refusal.NotNow("full", $"本年度 {MostNumbers} 个文号已用完", $"the year's {MostNumbers} numbers are used up"),
        NumberCommand.Allot c => Decision<NumberEvent>.Accept(new NumberEvent.Allotted(new SupervisionNumber(c.Year, state.Numbers.Count + 1), c.Order)),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static NumberBookState Fold(NumberBookState state, Recorded<NumberEvent> recorded) => recorded.Event switch
    {
        NumberEvent.Allotted e => new(state.Numbers.SetItem(e.Order, e.Number)),
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(NumberBookState state) => [];

    public static ImmutableArray<AgendaItem> Agenda(NumberBookState state) => [];
}

using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Journal;

/// <summary>The smallest aggregate that shows all that a run may carry: a number with a limit, one row, one list row, one agenda row.</summary>
internal sealed class Counter : IAggregate<CounterState, CounterCommand, CounterEvent>
{
    public const int Limit = 100_000;

    public static readonly TallyKey Cell = new(LineId.Of("line"), Counts.Item, "", Sample.Day("10-01"));

    public static string Kind => "counter";

    public static int FoldVersion => 1;

    public static CounterState Empty { get; } = new(0, null, "s1");

    public static StreamId Stream => StreamId.Of(Kind, "c");

    public static Need? Needs(CounterState state, CounterCommand command) => null;

    public static Decision<CounterEvent> Decide(CounterState state, CounterCommand command, Circumstances circumstances) => command switch
    {
        CounterCommand.Add { Number: var n } when state.Number + n > Limit || n < 0 => Refusal.NotNow("over-limit", "超限", $"{state.Number} + {n} is too much"),
        CounterCommand.Add { Number: var n, Events: var events } => new Decision<CounterEvent>.Accepted(
            [.. Enumerable.Repeat(new Happened<CounterEvent>(new CounterEvent.Added(n)), events)]),
        CounterCommand.Remind { On: var on } => Decision<CounterEvent>.Accept(new CounterEvent.Reminded(on), on),
        CounterCommand.Go { To: var to } => Decision<CounterEvent>.Accept(new CounterEvent.Went(to)),
        CounterCommand.Clear => Decision<CounterEvent>.Accept(new CounterEvent.Added(-state.Number)),
        CounterCommand.Break => throw new InvalidOperationException("a bug"),
        _ => throw new InvalidOperationException("unknown"),
    };

    public static CounterState Fold(CounterState state, Recorded<CounterEvent> recorded) => recorded.Event switch
    {
        CounterEvent.Added e => state with { Number = state.Number + e.Number },
        CounterEvent.Reminded e => state with { RemindOn = e.On },
        CounterEvent.Went e => state with { Place = e.To },
        _ => throw new InvalidOperationException("unknown"),
    };

    public static ImmutableArray<RowImage> Contribute(CounterState state) => state.Number == 0
        ? []
        : [new RowImage(Stream, new RowHead(PlaceId.Of(state.Place), null, null, null, "c", ""), Tally.Of([new(Cell, state.Number)]))];

    public static ImmutableArray<ListRow> Lists(CounterState state) => state.Number == 0
        ? []
        : [new ListRow(Stream, PlaceId.Of(state.Place), null, "counting", state.RemindOn is { } on ? District.At(on) : null, null, null, DateTimeOffset.UnixEpoch, $"{state.Number}")];

    public static ImmutableArray<AgendaItem> Agenda(CounterState state)
        => state.RemindOn is { } on ? [new AgendaItem(Stream, "remind", "", District.At(on), Stream)] : [];
}

internal sealed record CounterState(int Number, DateOnly? RemindOn, string Place);

internal abstract record CounterCommand
{
    public sealed record Add(int Number, int Events = 1) : CounterCommand;

    public sealed record Remind(DateOnly? On) : CounterCommand;

    public sealed record Go(string To) : CounterCommand;

    public sealed record Clear : CounterCommand;

    public sealed record Break : CounterCommand;
}

internal abstract record CounterEvent
{
    [EventType("counter.added")]
    public sealed record Added(int Number) : CounterEvent;

    [EventType("counter.reminded", 2)]
    public sealed record Reminded(DateOnly? On) : CounterEvent;

    [EventType("counter.went")]
    public sealed record Went(string To) : CounterEvent;
}

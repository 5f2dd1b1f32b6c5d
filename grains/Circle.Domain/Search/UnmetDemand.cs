using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Orleans;

namespace Circle.Domain.Search;

/// <summary>A text that found nothing, and how often. Of whoever typed it nothing is known but the street that they asked about.</summary>
/// <param name="Text">As <see cref="UnmetText.Of"/> has it.</param>
/// <param name="Street">Null: of none in particular.</param>
/// <param name="First">Business day.</param>
[GenerateSerializer, Immutable, Alias("UnmetEntry")]
public sealed record UnmetEntry(
    [property: Id(0)] string Text, [property: Id(1)] PlaceId? Street, [property: Id(2)] long Count, [property: Id(3)] DateOnly First, [property: Id(4)] DateOnly Last);

/// <param name="Count">Times since the last that was told.</param>
[GenerateSerializer, Immutable, Alias("UnmetNote")]
public sealed record UnmetNote([property: Id(0)] string Text, [property: Id(1)] PlaceId? Street, [property: Id(2)] int Count);

[GenerateSerializer, Immutable, Alias("UnmetCommand")]
public abstract record UnmetCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <param name="Notes">At most <see cref="UnmetDemand.MostNotes"/>.</param>
    [GenerateSerializer, Immutable, Alias("UnmetCommand.Count")]
    public sealed record Count([property: Id(0)] ImmutableArray<UnmetNote> Notes) : UnmetCommand;
}

public abstract record UnmetEvent
{
    /// <param name="Entries">All that are kept from now on.</param>
    [EventType("unmet.counted")]
    public sealed record Counted(ImmutableArray<UnmetEntry> Entries) : UnmetEvent;
}

/// <param name="Entries">The most recent first.</param>
public sealed record UnmetState(ImmutableArray<UnmetEntry> Entries);

/// <summary>
/// 未满足的需求: what people looked for and did not find, for whoever decides what a street lacks. It is a count and no record that anybody
/// answers for: what falls off its end is gone, since the journal keeps the last event alone.
/// </summary>
public sealed class UnmetDemand : IAggregate<UnmetState, UnmetCommand, UnmetEvent>
{
    /// <summary>The one stream's id, and the grain's.</summary>
    public const string Key = "district";

    /// <summary>Texts, each once a street; of more the least recent go.</summary>
    public const int MostEntries = 1_000;

    /// <summary>Told at once.</summary>
    public const int MostNotes = 200;

    /// <summary>Of one text between two tellings; what is beyond counts as that.</summary>
    public const int MostCount = 10_000;

    public static string Kind => "unmet";

    public static bool KeepsLastEventOnly => true;

    public static int FoldVersion => 1;

    public static UnmetState Empty { get; } = new([]);

    /// <summary>Silos tell it, nobody else.</summary>
    public static Need? Needs(UnmetState state, UnmetCommand command) => null;

    public static Decision<UnmetEvent> Decide(UnmetState state, UnmetCommand command, Circumstances circumstances) => command switch
    {
        UnmetCommand.Count { Notes: { Length: > 0 and <= MostNotes } notes } when notes.All(n => UnmetText.Of(n.Text) == n.Text && n.Count > 0)
            => Decision<UnmetEvent>.Accept(new UnmetEvent.Counted(Add(state.Entries, notes, circumstances.Today))),
        UnmetCommand.Count => new Refusal(RefusalKind.Invalid, [new Fault("notes", "wrong-shape", "没有可记的查询", "nothing that is kept")]),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static UnmetState Fold(UnmetState state, Recorded<UnmetEvent> recorded) => recorded.Event switch
    {
        UnmetEvent.Counted e => new(e.Entries),
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(UnmetState state) => [];

    public static ImmutableArray<AgendaItem> Agenda(UnmetState state) => [];

    private static ImmutableArray<UnmetEntry> Add(ImmutableArray<UnmetEntry> held, ImmutableArray<UnmetNote> notes, DateOnly today)
    {
        // What was kept by a rule that let more through goes with the next count.
        var entries = held.Where(e => UnmetText.Of(e.Text) == e.Text).ToDictionary(e => (e.Text, e.Street));
        foreach (var (text, street, count) in notes)
        {
            var entry = entries.GetValueOrDefault((text, street)) ?? new UnmetEntry(text, street, 0, today, today);
            entries[(text, street)] = entry with { Count = entry.Count + Math.Min(count, MostCount), Last = today > entry.Last ? today : entry.Last };
        }

        return
        [
            .. entries.Values.OrderByDescending(e => e.Last).ThenByDescending(e => e.Count)
                .ThenBy(e => e.Text, StringComparer.Ordinal).ThenBy(e => e.Street?.Value, StringComparer.Ordinal).Take(MostEntries),
        ];
    }
}

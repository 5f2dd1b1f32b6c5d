using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Walls;

/// <summary>What the canary is asked.</summary>
[GenerateSerializer, Immutable, Alias("CanaryCommand")]
public abstract record CanaryCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <param name="At">Milliseconds of real UTC at which it was asked.</param>
    [GenerateSerializer, Immutable, Alias("CanaryCommand.Sing")]
    public sealed record Sing([property: Id(0)] long At) : CanaryCommand;
}

public abstract record CanaryEvent
{
    [EventType("canary.sang")]
    public sealed record Sang(long At, PlaceId On) : CanaryEvent;
}

public sealed record CanaryState(long At, PlaceId? On);

/// <summary>
/// An event a second that goes the whole way of every other one, from the lowest place up, so that a wall can say how old its
/// picture really is. It says nothing of the district, and the journal keeps the last one alone.
/// </summary>
public sealed class Canary : IAggregate<CanaryState, CanaryCommand, CanaryEvent>
{
    /// <summary>The one stream's id, and the grain's.</summary>
    public const string Key = "district";

    private static readonly LineId Perch = LineId.Of("canary");

    private static readonly TallyKey Song = new(Perch, MeasureId.Of("sang"), "", DateOnly.MinValue);

    public static string Kind => "canary";

    public static bool KeepsLastEventOnly => true;

    public static int FoldVersion => 1;

    public static CanaryState Empty { get; } = new(0, null);

    /// <summary>As a region has heard it; null: it is not under this region, or has not sung yet.</summary>
    public static long? SungAt(RegionSums sums) => sums.QuantityOf(Song) is > 0 and var at ? at : null;

    public static Need? Needs(CanaryState state, CanaryCommand command) => null;

    public static Decision<CanaryEvent> Decide(CanaryState state, CanaryCommand command, Circumstances circumstances) => command switch
    {
        CanaryCommand.Sing { At: <= 0 } => Refusal.NotNow("no-time", "没有时间", "no time was given"),
        CanaryCommand.Sing sing when Lowest(circumstances.Places) is { } place => Decision<CanaryEvent>.Accept(new CanaryEvent.Sang(sing.At, place)),
        CanaryCommand.Sing => Refusal.NotNow("no-places", "还没有地点", "there are no places yet"),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static CanaryState Fold(CanaryState state, Recorded<CanaryEvent> recorded) => recorded.Event switch
    {
        CanaryEvent.Sang e => new(e.At, e.On),
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(CanaryState state)
        => state.On is { } place ? [new RowImage(StreamId.Of(Kind, Key), new RowHead(place, null, null, null, Key, "{}"), Tally.Of([new(Song, state.At)]))] : [];

    public static ImmutableArray<AgendaItem> Agenda(CanaryState state) => [];

    private static PlaceId? Lowest(PlaceTree places)
    {
        var place = places.Root;
        while (place is not null && places.ChildrenOf(place.Id) is [var first, ..]) place = first;
        return place?.Id;
    }
}

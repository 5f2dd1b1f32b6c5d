using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Time;
using Orleans;

namespace Circle.Domain.Alerts;

/// <summary>What may be asked of a watch; by time alone.</summary>
[GenerateSerializer, Immutable, Alias("WatchCommand")]
public abstract record WatchCommand
{
    /// <summary>By its name alone.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Begins to watch a place, with its next morning.</summary>
    [GenerateSerializer, Immutable, Alias("WatchCommand.Begin")]
    public sealed record Begin([property: Id(0)] PlaceId Place) : WatchCommand;

    /// <summary>Looks at how the place stands and tells alerts of it.</summary>
    [GenerateSerializer, Immutable, Alias("WatchCommand.Evaluate")]
    public sealed record Evaluate : WatchCommand
    {
        public const string AgendaKind = "watch";

        /// <summary>What the watch's own grain found and has told the alerts; it does not travel.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public WatchRound? Round { get; init; }

        /// <summary>Once a day only: while a rehearsal hurries.</summary>
        [field: NonSerialized]
        [JsonIgnore]
        public bool IsHurried { get; init; }
    }
}

public abstract record WatchEvent
{
    /// <param name="Day">Of the last morning's evaluation; null: there was none yet.</param>
    /// <param name="Next">When to look again.</param>
    [EventType("watch.evaluated")]
    public sealed record Evaluated(PlaceId Place, DateOnly? Day, DateTimeOffset Next, ImmutableArray<WatchedForecast> Forecasts) : WatchEvent;
}

/// <param name="Day">Of the last morning's evaluation.</param>
/// <param name="Next">Null: it has not begun.</param>
public sealed record WatchState(PlaceId? Place, DateOnly? Day, DateTimeOffset? Next, ImmutableArray<WatchedForecast> Forecasts)
{
    /// <summary>New alerts are raised by the first evaluation from nine in the morning on; those between only bring up to date what is open.</summary>
    public bool IsMorning(DateTimeOffset now)
    {
        var today = District.DateOf(now);
        return !(Day >= today) && District.At(today, AlertWatch.Morning) <= now;
    }
}

/// <summary>
/// 每日研判: looks each morning, and each hour of the day after it, at how a street, or the district by itself, stands. After a clock that jumped it looks
/// once, at what is, and not at every day that it missed.
/// </summary>
public sealed class AlertWatch : IAggregate<WatchState, WatchCommand, WatchEvent>
{
    public static readonly TimeOnly Morning = Ladder.Morning;

    /// <summary>The last hour at which it looks.</summary>
    private const int Evening = 20;

    public static string Kind => "watch";

    public static int FoldVersion => 1;

    public static bool KeepsLastEventOnly => true;

    public static WatchState Empty { get; } = new(null, null, null, []);

    public static StreamId StreamOf(PlaceId place) => StreamId.Of(Kind, place.Value);

    public static Need? Needs(WatchState state, WatchCommand command) => null;

    /// <summary>
    /// Whose watch a place is under, exactly one: the topmost street above it or that it is, so that what was merged into another goes with it; else the district's.
    /// </summary>
    public static PlaceId? WatcherOf(PlaceTree places, PlaceId place)
    {
        PlaceId? watcher = null;
        foreach (var above in places.PathUp(place))
            if (above.Kind == PlaceKind.Street || (watcher is null && above.Kind == PlaceKind.District)) watcher = above.Id;
        return watcher;
    }

    public static Decision<WatchEvent> Decide(WatchState state, WatchCommand command, Circumstances circumstances) => command switch
    {
        WatchCommand.Begin when state.Place is not null => Refusal.NotNow("begun", "已在研判", "it is watched already"),
        WatchCommand.Begin c => Decision<WatchEvent>.Accept(new WatchEvent.Evaluated(c.Place, null, NextMorning(circumstances.Now), [])),
        WatchCommand.Evaluate when state.Next > circumstances.Now => Refusal.NotNow("not-due", "时间未到", "its time has not come"),
        WatchCommand.Evaluate { Round: { } round } c when state is { Place: { } place } => Decision<WatchEvent>.Accept(new WatchEvent.Evaluated(
            place,
            state.IsMorning(round.At) ? District.DateOf(round.At) : state.Day,
            c.IsHurried ? NextMorning(circumstances.Now) : NextHour(circumstances.Now),
            round.Forecasts)),
        WatchCommand.Evaluate => Refusal.NotNow("not-begun", "尚未开始研判", "it has not begun"),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static WatchState Fold(WatchState state, Recorded<WatchEvent> recorded) => recorded.Event switch
    {
        WatchEvent.Evaluated e => new(e.Place, e.Day, e.Next, e.Forecasts),
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(WatchState state) => [];

    public static ImmutableArray<AgendaItem> Agenda(WatchState state)
        => state is { Place: { } place, Next: { } next } ? [new AgendaItem(StreamOf(place), WatchCommand.Evaluate.AgendaKind, "next", next, StreamOf(place))] : [];

    /// <summary>Plan dates do not move for holidays, and neither does the morning after them.</summary>
    public static DateTimeOffset NextMorning(DateTimeOffset now)
    {
        var today = District.DateOf(now);
        var morning = District.At(today, Morning);
        return morning > now ? morning : District.At(today.AddDays(1), Morning);
    }

    private static DateTimeOffset NextHour(DateTimeOffset now)
    {
        var hour = District.Local(now).Hour + 1;
        return hour <= Morning.Hour || hour > Evening ? NextMorning(now) : District.At(District.DateOf(now), new TimeOnly(hour, 0));
    }
}

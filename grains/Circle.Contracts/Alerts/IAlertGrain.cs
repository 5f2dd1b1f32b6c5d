using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans.Concurrency;

namespace Circle.Contracts.Alerts;

/// <summary>预警 of one key; its own is the <see cref="AlertId"/>.</summary>
[Alias("IAlertGrain")]
public interface IAlertGrain : ICommandGrain<AlertCommand>
{
    /// <summary>The open episode, else the one before; null: it was never raised.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Read)]
    Task<AlertView?> View();

    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Read)]
    Task<HistoryPage> History(long after, int limit);
}

/// <summary>每日研判 of a street, or of the district by itself; the key is the place's id. Only time and silos speak to it.</summary>
[Alias("IAlertWatchGrain")]
public interface IAlertWatchGrain : ICommandGrain<WatchCommand>;

/// <summary>Lists from the read rows; wakes no alert.</summary>
[Alias("IAlertQueries")]
public interface IAlertQueries : IGrainWithIntegerKey
{
    /// <summary>Worst first, then by due date.</summary>
    [Alias("List"), Needs(Permission.Read), ResponseTimeout("00:00:10")]
    Task<AlertPage> List(AlertQuery query);
}

/// <param name="Place">It and all under it; null: everywhere.</param>
/// <param name="Line">Null: every line, and what is of none.</param>
/// <param name="Handling">Null: all; else open ones of this handling.</param>
/// <param name="Copies">With the copies that a street's alert holds back.</param>
/// <param name="IsOver">The ended ones instead of those that are open.</param>
/// <param name="After">So many of the list are passed over, 0 to <see cref="AlertPage.MostRead"/>.</param>
/// <param name="Limit">1 to <see cref="AlertPage.MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("AlertQuery")]
public sealed record AlertQuery(
    [property: Id(0)] PlaceId? Place,
    [property: Id(1)] LineId? Line,
    [property: Id(2)] Handling? Handling,
    [property: Id(3)] bool Copies,
    [property: Id(4)] bool IsOver,
    [property: Id(5)] int After,
    [property: Id(6)] int Limit) : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line);
}

/// <param name="Handlings">How many of the place and line, whatever the handling that was asked for.</param>
/// <param name="Levels">The same by level, worst first.</param>
/// <param name="Next">To ask with for the rest; null: there is none.</param>
/// <param name="IsTruncated">More than <see cref="MostRead"/> are there, and the others are not looked at: ask for a place or a line.</param>
[GenerateSerializer, Immutable, Alias("AlertPage")]
public sealed record AlertPage(
    [property: Id(0)] ImmutableArray<ListedAlert> Alerts,
    [property: Id(1)] int Total,
    [property: Id(2)] ImmutableArray<HandlingCount> Handlings,
    [property: Id(3)] ImmutableArray<LevelCount> Levels,
    [property: Id(4)] int? Next,
    [property: Id(5)] bool IsTruncated)
{
    public const int MaxLimit = 200;
    public const int MostRead = 5_000;
}

/// <param name="Workdays">Since it was raised, that day with it; of one that is over, until it ended.</param>
[GenerateSerializer, Immutable, Alias("ListedAlert")]
public sealed record ListedAlert([property: Id(0)] AlertView Alert, [property: Id(1)] int Workdays);

[GenerateSerializer, Immutable, Alias("HandlingCount")]
public sealed record HandlingCount([property: Id(0)] Handling Handling, [property: Id(1)] int Count);

[GenerateSerializer, Immutable, Alias("LevelCount")]
public sealed record LevelCount([property: Id(0)] AlertLevel Level, [property: Id(1)] int Count);

using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Delivery;
using Orleans.Concurrency;

namespace Circle.Contracts.Delivery;

/// <summary>接收方 and its queue; the key is its id.</summary>
[Alias("IReceiverGrain")]
public interface IReceiverGrain : ICommandGrain<ReceiverCommand>
{
    /// <summary>As committed; null when it was never opened.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Administer)]
    Task<ReceiverView?> View();

    /// <summary>What waits, is under way and was given up, alert by alert; null when it was never opened.</summary>
    [Alias("Queue"), AlwaysInterleave, Needs(Permission.Administer)]
    Task<ReceiverQueue?> Queue();

    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Administer)]
    Task<HistoryPage> History(long after, int limit);

    /// <summary>Begins to send what is under way and due, unless it is being sent; answers before that has ended. For silos.</summary>
    [Alias("Begin"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task Begin();
}

/// <summary>Receivers together, from their rows; wakes none. Key 0.</summary>
[Alias("IReceiverQueries")]
public interface IReceiverQueries : IGrainWithIntegerKey
{
    /// <summary>Of a list: more than may be open, as two that are added at the same moment may both find room.</summary>
    const int Most = 2 * Receiver.MostOpen;

    /// <summary>By name.</summary>
    [Alias("List"), Needs(Permission.Administer), ResponseTimeout("00:00:10")]
    Task<ImmutableArray<ReceiverView>> List(bool isClosed);

    /// <summary>What this silo's configuration has targets for, by name; without addresses.</summary>
    [Alias("Targets"), Needs(Permission.Administer)]
    Task<ImmutableArray<TargetView>> Targets();
}

[GenerateSerializer, Immutable, Alias("TargetView")]
public sealed record TargetView([property: Id(0)] string Name, [property: Id(1)] Channel Channel);

/// <param name="Waiting">Oldest first, at most <see cref="MostShown"/>.</param>
/// <param name="Out">Of the message under way.</param>
[GenerateSerializer, Immutable, Alias("ReceiverQueue")]
public sealed record ReceiverQueue(
    [property: Id(0)] ReceiverView Receiver,
    [property: Id(1)] ImmutableArray<HeardAlert> Waiting,
    [property: Id(2)] ImmutableArray<HeardAlert> Out,
    [property: Id(3)] ImmutableArray<DeadAlerts> Dead)
{
    public const int MostShown = 500;

    /// <summary>Stages of tickets that wait, as they leave, at most <see cref="MostShown"/>.</summary>
    [Id(4)]
    public ImmutableArray<HeardTicket> Tickets { get; init; } = [];

    /// <summary>Of the message under way.</summary>
    [Id(5)]
    public ImmutableArray<HeardTicket> OutTickets { get; init; } = [];
}

/// <param name="Number">Of the dead letter.</param>
[GenerateSerializer, Immutable, Alias("DeadAlerts")]
public sealed record DeadAlerts([property: Id(0)] long Number, [property: Id(1)] ImmutableArray<HeardAlert> Alerts)
{
    [Id(2)]
    public ImmutableArray<HeardTicket> Tickets { get; init; } = [];
}

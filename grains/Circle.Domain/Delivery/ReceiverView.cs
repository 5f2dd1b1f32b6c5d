using System.Collections.Immutable;
using Orleans;

namespace Circle.Domain.Delivery;

/// <summary>A message as queues show it.</summary>
/// <param name="Number">Of the receiver's messages.</param>
/// <param name="Alerts">How many it tells of, tickets of the city's with them.</param>
/// <param name="More">How many it only counts.</param>
/// <param name="Since">When it was put together; of a dead letter: when it was given up.</param>
/// <param name="Next">When it is tried next; null: it is being tried, or, of a dead letter, not by itself.</param>
[GenerateSerializer, Immutable, Alias("QueuedMessage")]
public sealed record QueuedMessage(
    [property: Id(0)] long Number,
    [property: Id(1)] int Alerts,
    [property: Id(2)] int More,
    [property: Id(3)] bool IsTest,
    [property: Id(4)] DateTimeOffset Since,
    [property: Id(5)] int Tries,
    [property: Id(6)] DateTimeOffset? Next,
    [property: Id(7)] string? Failure);

/// <summary>接收方 as pages show it.</summary>
/// <param name="Closed">Why it is; null while it is not.</param>
/// <param name="Waiting">Alerts, and stages of tickets, that wait.</param>
/// <param name="More">That found no place among them, and will be told as a number.</param>
/// <param name="Due">When they leave; null: when what is under way has been taken, or nothing waits.</param>
/// <param name="Out">Under way.</param>
/// <param name="Dead">Dead letters, oldest first.</param>
/// <param name="Delivered">How many messages were taken.</param>
[GenerateSerializer, Immutable, Alias("ReceiverView")]
public sealed record ReceiverView(
    [property: Id(0)] ReceiverId Id,
    [property: Id(1)] ReceiverTerms Terms,
    [property: Id(2)] string? Closed,
    [property: Id(3)] int Waiting,
    [property: Id(4)] int More,
    [property: Id(5)] DateTimeOffset? Due,
    [property: Id(6)] QueuedMessage? Out,
    [property: Id(7)] ImmutableArray<QueuedMessage> Dead,
    [property: Id(8)] long Delivered,
    [property: Id(9)] DateTimeOffset? DeliveredAt,
    [property: Id(10)] TestResult? Tested)
{
    /// <summary>Null: it was never opened.</summary>
    public static ReceiverView? Of(ReceiverState state) => state is not { Id: { } id, Terms: { } terms } ? null : new(
        id,
        terms,
        state.Closed,
        state.Waiting.Count + state.Tickets.Length,
        state.More,
        state.Out is null ? state.Due : null,
        state.Out is { } o ? new QueuedMessage(o.Number, o.Alerts.Length + o.Tickets.Length, o.More, o.IsTest, o.Since, o.Tries, o.Next, o.Failure) : null,
        [.. state.Dead.Select(d => new QueuedMessage(d.Number, d.Alerts.Length + d.Tickets.Length, d.More, false, d.At, 0, null, d.Failure))],
        state.Delivered,
        state.DeliveredAt,
        state.Tested);
}

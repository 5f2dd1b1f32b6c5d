using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Alerts;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Orleans;

namespace Circle.Domain.Delivery;

/// <summary>What a receiver is to hear of one alert.</summary>
/// <param name="Version">Of the alert's last event among them; greater is later.</param>
/// <param name="Kinds">In the order in which they happened, each once.</param>
/// <param name="Since">Of the first.</param>
/// <param name="IsUrgent">涉及生命安全: waits for no hour.</param>
[GenerateSerializer, Immutable, Alias("HeardAlert")]
public sealed record HeardAlert(
    [property: Id(0)] AlertId Alert,
    [property: Id(1)] long Version,
    [property: Id(2)] ImmutableArray<NewsKind> Kinds,
    [property: Id(3)] DateTimeOffset Since,
    [property: Id(4)] bool IsUrgent = false)
{
    /// <summary>Both as one: what waits for a while is told once.</summary>
    public HeardAlert With(HeardAlert later) => this with
    {
        Version = Math.Max(Version, later.Version),
        Kinds = [.. Kinds.Concat(later.Kinds).Distinct()],
        Since = Since < later.Since ? Since : later.Since,
        IsUrgent = IsUrgent || later.IsUrgent,
    };
}

/// <summary>What a receiver is to hear of one ticket of the city's: that it came to a stage. Nobody who called stands in it, and nothing that was written.</summary>
/// <param name="Version">Of the ticket's event by which it did; with the ticket it tells a repeat.</param>
/// <param name="CityNumber">工单编号 of the city.</param>
/// <param name="Unit">Who works on it then; null: the hotline.</param>
[GenerateSerializer, Immutable, Alias("HeardTicket")]
public sealed record HeardTicket(
    [property: Id(0)] TicketId Ticket,
    [property: Id(1)] long Version,
    [property: Id(2)] string CityNumber,
    [property: Id(3)] TicketNumber Number,
    [property: Id(4)] TicketStage Stage,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] AnsweringUnit? Unit);

/// <summary>What a receiver cannot know by itself.</summary>
/// <param name="Targets">That the silos' configuration has, by name.</param>
/// <param name="Open">How many receivers are open.</param>
public sealed record ReceiverSurroundings(ImmutableArray<string> Targets, int Open)
{
    /// <summary>Those of the targets that are webhooks.</summary>
    public ImmutableArray<string> Webhooks { get; init; } = [];
}

/// <summary>What may be asked of a receiver.</summary>
[GenerateSerializer, Immutable, Alias("ReceiverCommand")]
public abstract record ReceiverCommand
{
    /// <summary>Asked by the receiver's own grain, whatever was there before: it neither travels nor is it part of what was asked.</summary>
    [field: NonSerialized]
    [JsonIgnore]
    public ReceiverSurroundings? Around { get; init; }

    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>新增: from now on it hears.</summary>
    /// <param name="Receiver">Itself.</param>
    [GenerateSerializer, Immutable, Alias("ReceiverCommand.Open")]
    public sealed record Open([property: Id(0)] ReceiverId Receiver, [property: Id(1)] ReceiverTerms Terms) : ReceiverCommand;

    /// <summary>更正: what it hears of and when. What waits leaves by the new terms.</summary>
    [GenerateSerializer, Immutable, Alias("ReceiverCommand.Correct")]
    public sealed record Correct([property: Id(0)] ReceiverTerms Terms) : ReceiverCommand;

    /// <summary>停用: for good; what waits is dropped with it.</summary>
    /// <param name="Reason">1 to <see cref="Receiver.MaxReason"/> characters.</param>
    [GenerateSerializer, Immutable, Alias("ReceiverCommand.Close")]
    public sealed record Close([property: Id(0)] string Reason) : ReceiverCommand;

    /// <summary>测试: a message that says nothing but that it is one; it is tried once.</summary>
    [GenerateSerializer, Immutable, Alias("ReceiverCommand.Test")]
    public sealed record Test : ReceiverCommand;

    /// <summary>重投: one under way is tried now, a dead letter's alerts wait again.</summary>
    [GenerateSerializer, Immutable, Alias("ReceiverCommand.Resend")]
    public sealed record Resend([property: Id(0)] long Number) : ReceiverCommand;

    /// <summary>放弃: the message under way is a dead letter now, and what waits behind it leaves.</summary>
    [GenerateSerializer, Immutable, Alias("ReceiverCommand.GiveUp")]
    public sealed record GiveUp([property: Id(0)] long Number) : ReceiverCommand;

    /// <summary>News of alerts that it hears of.</summary>
    /// <param name="Alerts">1 to <see cref="Receiver.MaxTogether"/>.</param>
    [GenerateSerializer, Immutable, Alias("ReceiverCommand.Hear")]
    public sealed record Hear([property: Id(0)] ImmutableArray<HeardAlert> Alerts) : ReceiverCommand;

    /// <summary>Stages that tickets of the city's came to.</summary>
    /// <param name="Tickets">1 to <see cref="Receiver.MaxTogether"/>.</param>
    [GenerateSerializer, Immutable, Alias("ReceiverCommand.HearTickets")]
    public sealed record HearTickets([property: Id(0)] ImmutableArray<HeardTicket> Tickets) : ReceiverCommand;

    /// <summary>The time of what waits has come.</summary>
    [GenerateSerializer, Immutable, Alias("ReceiverCommand.Depart")]
    public sealed record Depart : ReceiverCommand
    {
        public const string AgendaKind = "receiver-depart";
    }

    /// <summary>How a try to send ended.</summary>
    /// <param name="Try">From 1.</param>
    /// <param name="Failure">Null: it was taken. At most <see cref="Receiver.MaxFailure"/> characters; no address and no secret.</param>
    [GenerateSerializer, Immutable, Alias("ReceiverCommand.Settle")]
    public sealed record Settle([property: Id(0)] long Number, [property: Id(1)] int Try, [property: Id(2)] string? Failure) : ReceiverCommand;
}

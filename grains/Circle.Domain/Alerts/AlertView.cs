using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Orleans;

namespace Circle.Domain.Alerts;

/// <summary>处置: how far an open alert is, in the order in which it matters.</summary>
public enum Handling
{
    /// <summary>失约: a promise, or its plan, did not come.</summary>
    Lapsed,

    /// <summary>已升级: nobody answered, and somebody further up heard.</summary>
    Escalated,

    /// <summary>未确认</summary>
    Unacknowledged,

    /// <summary>已确认</summary>
    Acknowledged,

    /// <summary>已静默</summary>
    Silenced,

    /// <summary>达标待消除: met, and watched whether it stays so.</summary>
    Met,
}

/// <summary>预警 as pages show it: the open episode, else the one before.</summary>
/// <param name="Facts">As they were found last.</param>
/// <param name="Next">The rung that hears next if nobody answers; null: none.</param>
/// <param name="Promise">Null: none that stands.</param>
/// <param name="Ended">Null while it is open.</param>
[GenerateSerializer, Immutable, Alias("AlertView")]
public sealed record AlertView(
    [property: Id(0)] AlertId Id,
    [property: Id(1)] AlertKey Key,
    [property: Id(2)] AlertFacts Facts,
    [property: Id(3)] bool HeldBack,
    [property: Id(4)] int Episode,
    [property: Id(5)] DateTimeOffset RaisedAt,
    [property: Id(6)] ImmutableArray<RungFired> Fired,
    [property: Id(7)] LadderStep? Next,
    [property: Id(8)] AlertPromise? Promise,
    [property: Id(9)] int Lapses,
    [property: Id(10)] AlertSilence? Silence,
    [property: Id(11)] DateTimeOffset? SettlesAt,
    [property: Id(12)] EndedEpisode? Ended,
    [property: Id(13)] bool IsDismissed)
{
    public const string Open = "open";

    /// <summary>An open one that is held back: lists leave it out unless asked.</summary>
    public const string Copy = "copy";

    /// <summary>Closed by a person and not met since.</summary>
    public const string Dismissed = "dismissed";

    public const string Over = "over";

    [JsonIgnore]
    public string Stage => Ended is null ? (HeldBack ? Copy : Open) : IsDismissed ? Dismissed : Over;

    [JsonIgnore]
    public Handling Handling => this switch
    {
        { SettlesAt: not null } => Handling.Met,
        { Silence: not null } => Handling.Silenced,
        { Promise: not null } => Handling.Acknowledged,
        { Lapses: > 0 } => Handling.Lapsed,
        { Fired.Length: > 1 } => Handling.Escalated,
        _ => Handling.Unacknowledged,
    };

    /// <summary>Null: it was never raised.</summary>
    public static AlertView? Of(AlertState state)
    {
        if (state.Key is not { } key) return null;
        var id = AlertId.Of(key);
        return state.Open is { } open
            ? new(id, key, open.Finding.Facts, open.Finding.HeldBack, open.Number, open.RaisedAt, open.Fired, open.Next, open.Promise, open.Lapses, open.Silence, open.SettlesAt, null, false)
            : state.Last is { } last
                ? new(id, key, last.Facts, last.HeldBack, last.Number, last.RaisedAt, [], null, null, 0, null, null, last, state.Dismissed is not null)
                : null;
    }
}

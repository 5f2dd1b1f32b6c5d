using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Silo.Delivery;

/// <summary>What a webhook is sent, in camel case; names of enums are too.</summary>
/// <param name="Message">Its id: whoever has seen it may drop a repeat.</param>
/// <param name="At">Business time of this try.</param>
/// <param name="Try">From 1.</param>
/// <param name="Rehearsal">True: nothing of it is real.</param>
/// <param name="More">So many alerts more have news and are not told of: ask <c>/api/v1/alerts</c>.</param>
/// <param name="Alerts">At most <see cref="Receiver.MaxTogether"/>.</param>
internal sealed record WebhookBody(string Message, ReceiverId Receiver, DateTimeOffset At, int Try, bool Rehearsal, bool Test, int More, ImmutableArray<WebhookAlert> Alerts)
{
    public static WebhookBody Of(DeliveryMessage message) => new(
        message.Id,
        message.Receiver,
        message.At,
        message.Try,
        message.IsRehearsal,
        message.IsTest,
        message.More,
        [.. message.Alerts.Select(WebhookAlert.Of)]);
}

/// <param name="Version">Of the alert's last event told: whoever has seen it, or a greater one, may drop this part.</param>
/// <param name="News">What happened, in its order.</param>
/// <param name="Since">When the first of it did.</param>
/// <param name="Facts">As they are now, and so is all below; of an alert that is over: as they were at its end.</param>
/// <param name="Rung">The highest that has heard; null: it is over.</param>
/// <param name="PromisedOn">Null: nobody has promised.</param>
/// <param name="EndedAt">Null: it is open.</param>
internal sealed record WebhookAlert(
    AlertId Alert,
    long Version,
    ImmutableArray<NewsKind> News,
    DateTimeOffset Since,
    AlertRule Rule,
    PlaceId Unit,
    string UnitName,
    LineId? Line,
    string? LineName,
    string Subject,
    AlertFacts Facts,
    int Episode,
    DateTimeOffset RaisedAt,
    Rung? Rung,
    DateOnly? PromisedOn,
    DateTimeOffset? EndedAt)
{
    public static WebhookAlert Of(MessageAlert alert) => new(
        alert.Alert,
        alert.Version,
        alert.Kinds,
        alert.Since,
        alert.Now.Key.Rule,
        alert.Now.Key.Unit,
        alert.Place,
        alert.Now.Key.Line,
        alert.Line,
        alert.Now.Key.Subject,
        alert.Now.Facts,
        alert.Now.Episode,
        alert.Now.RaisedAt,
        alert.Now.Fired is [.., var last] ? last.Rung : null,
        alert.Now.Promise?.On,
        alert.Now.Ended?.EndedAt);
}

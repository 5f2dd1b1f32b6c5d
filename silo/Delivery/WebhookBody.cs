using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tickets;

namespace Circle.Silo.Delivery;

/// <summary>What a webhook is sent, in camel case; names of enums are too.</summary>
/// <param name="Message">Its id: whoever has seen it may drop a repeat.</param>
/// <param name="At">Business time of this try.</param>
/// <param name="Try">From 1.</param>
/// <param name="Rehearsal">True: nothing of it is real.</param>
/// <param name="More">So many alerts more have news and are not told of: ask <c>/api/v1/alerts</c>.</param>
/// <param name="Alerts">At most <see cref="Receiver.MaxTogether"/>; of a receiver of tickets none.</param>
/// <param name="Tickets">Of a receiver of tickets of the city's: at most as many, oldest first.</param>
internal sealed record WebhookBody(
    string Message, ReceiverId Receiver, DateTimeOffset At, int Try, bool Rehearsal, bool Test, int More, ImmutableArray<WebhookAlert> Alerts, ImmutableArray<WebhookTicket> Tickets)
{
    public static WebhookBody Of(DeliveryMessage message) => new(
        message.Id,
        message.Receiver,
        message.At,
        message.Try,
        message.IsRehearsal,
        message.IsTest,
        message.More,
        [.. message.Alerts.Select(WebhookAlert.Of)],
        [.. message.Tickets.Select(WebhookTicket.Of)]);
}

/// <summary>A ticket of the city's 12345 came to a stage. Nobody who called stands in it, and nothing that was written.</summary>
/// <param name="CityNumber">市平台工单编号</param>
/// <param name="Number">工单号 of this system.</param>
/// <param name="Version">With the number it tells a repeat; of two of one ticket the greater is the later.</param>
/// <param name="StageName">In Chinese.</param>
/// <param name="At">When it came to the stage.</param>
/// <param name="Unit">Who works on it then; null: the hotline.</param>
/// <param name="Line">Of a lead unit.</param>
internal sealed record WebhookTicket(
    string CityNumber, string Number, long Version, TicketStage Stage, string StageName, DateTimeOffset At, PlaceId? Unit, string? UnitName, LineId? Line, string? LineName)
{
    public static WebhookTicket Of(MessageTicket ticket) => new(
        ticket.Heard.CityNumber,
        ticket.Heard.Number.ToString(),
        ticket.Heard.Version,
        ticket.Heard.Stage,
        CityWords.Of(ticket.Heard.Stage),
        ticket.Heard.At,
        ticket.Heard.Unit?.Place,
        ticket.Unit,
        ticket.Heard.Unit?.Line,
        ticket.Line);
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

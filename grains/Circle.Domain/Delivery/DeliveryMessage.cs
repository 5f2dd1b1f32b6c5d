using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Alerts;

namespace Circle.Domain.Delivery;

/// <summary>投递渠道</summary>
public enum Channel
{
    /// <summary>签名 webhook: JSON, signed with HMAC-SHA256.</summary>
    Webhook,

    /// <summary>钉钉群机器人</summary>
    DingTalk,

    /// <summary>企业微信群机器人</summary>
    WeCom,

    /// <summary>电子邮件</summary>
    Mail,

    /// <summary>短信: by a gateway that takes JSON over HTTP.</summary>
    Sms,
}

/// <summary>An alert in a message: what happened, and how it stands now.</summary>
/// <param name="Version">Of the last event told; a receiver that has seen it, or a greater one, of this alert may drop this part.</param>
/// <param name="Line">Its name; null: of no line.</param>
/// <param name="Now">As it stands when the message is sent.</param>
public sealed record MessageAlert(AlertId Alert, long Version, ImmutableArray<NewsKind> Kinds, DateTimeOffset Since, string Place, string? Line, AlertView Now);

/// <summary>A stage of a ticket of the city's in a message.</summary>
/// <param name="Unit">Name of the place whose it is; null: it is the hotline's.</param>
/// <param name="Line">Of a lead unit the name of its line.</param>
public sealed record MessageTicket(HeardTicket Heard, string? Unit, string? Line);

/// <summary>A message as a channel sends it.</summary>
/// <param name="Number">With the receiver it is the message's id: the same however often it is sent.</param>
/// <param name="Try">From 1.</param>
/// <param name="More">So many alerts more are not told of one by one.</param>
/// <param name="Desk">Address of the alert desk; null: not known.</param>
public sealed record DeliveryMessage(
    ReceiverId Receiver, long Number, int Try, DateTimeOffset At, bool IsRehearsal, bool IsTest, ImmutableArray<MessageAlert> Alerts, int More, Uri? Desk)
{
    /// <summary>Of what its receiver hears.</summary>
    public ReceiverTopic Topic { get; init; } = ReceiverTopic.Alerts;

    /// <summary>Of a receiver of tickets alone, oldest first; webhooks tell of them.</summary>
    public ImmutableArray<MessageTicket> Tickets { get; init; } = [];

    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Receiver}-{Number}");

    /// <summary>A target may have become another channel's since its receiver was added: one that cannot tell of stages has not taken them.</summary>
    /// <returns>Null: the channel can tell of all that is in it. Else why not.</returns>
    public string? Unfit(Channel channel)
        => channel != Channel.Webhook && (Topic == ReceiverTopic.CityTickets || !Tickets.IsEmpty)
            ? "市热线转办件的状态只能投递到签名 webhook，请检查配置中的投递目标 · of tickets of the city's a webhook alone is told: look at the target in the configuration"
            : null;

    /// <summary>In one line, for whoever reads no more.</summary>
    public string Title => IsTest ? $"{Mark}投递测试" : string.Create(CultureInfo.InvariantCulture, $"{Mark}预警消息 {Alerts.Length + More} 条");

    /// <summary>The lines under the title, as many as fit.</summary>
    /// <param name="most">Lines at most, 1 or more.</param>
    /// <param name="fits">Whether the text so far may stand with so many lines.</param>
    public ImmutableArray<string> Lines(int most, Func<IReadOnlyList<string>, bool> fits)
    {
        if (IsTest) return ["收到本条消息即表示投递正常，不必处理。"];
        var told = ImmutableArray.CreateBuilder<string>();
        foreach (var alert in Alerts.OrderByDescending(a => a.Now.Facts.Level).ThenBy(a => a.Since).Take(most))
        {
            told.Add(Line(alert));
            if (fits([.. told, Rest(int.MaxValue)])) continue;
            told.RemoveAt(told.Count - 1);
            break;
        }

        var left = Alerts.Length + More - told.Count;
        if (left > 0) told.Add(Rest(left));
        return told.ToImmutable();
    }

    private string Mark => IsRehearsal ? "【演练】" : "";

    private static string Rest(int left) => string.Create(CultureInfo.InvariantCulture, $"另有 {left} 条，见预警台");

    private static string Line(MessageAlert alert)
    {
        var (facts, where) = (alert.Now.Facts, alert.Line is { } line ? $"{alert.Place} · {line}" : alert.Place);
        var gap = alert.Now.Key.Rule == AlertRule.Spike ? string.Create(CultureInfo.InvariantCulture, $"{facts.DueOn:yyyy-MM-dd} 起 {facts.Open} 件")
            : alert.Now.Key.Rule == AlertRule.SilentTeam ? string.Create(CultureInfo.InvariantCulture, $"应于 {facts.DueOn:yyyy-MM-dd} 前有活动")
            : alert.Now.Ended is null ? string.Create(CultureInfo.InvariantCulture, $"欠 {facts.Open}/{facts.All}，应于 {facts.DueOn:yyyy-MM-dd} 完成")
            : string.Create(CultureInfo.InvariantCulture, $"应于 {facts.DueOn:yyyy-MM-dd} 完成");
        return $"［{Word(facts.Level)}］{where}：{What(alert.Now.Key.Rule, facts.Label)}，{string.Join("、", alert.Kinds.Select(Word))}；{gap}";
    }

    private static string What(AlertRule rule, string label) => rule switch
    {
        AlertRule.Step => label,
        AlertRule.Rectification => $"{label}验收不合格整改",
        AlertRule.Acceptance => "报竣后待验收",
        AlertRule.Directory => "服务点待核实",
        AlertRule.Tickets => "热线工单超时",
        AlertRule.Spike => $"{label}诉求激增",
        AlertRule.LifeSafety => $"特急工单 {label} 超时",
        AlertRule.SilentTeam => $"{label}没有活动记录",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    private static string Word(AlertLevel level) => level switch
    {
        AlertLevel.Notice => "提醒",
        AlertLevel.Forecast => "预警",
        AlertLevel.Behind => "滞后",
        AlertLevel.Missed => "超期",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    private static string Word(NewsKind kind) => kind switch
    {
        NewsKind.Raised => "触发",
        NewsKind.Worsened => "加重",
        NewsKind.Escalated => "升级",
        NewsKind.Lapsed => "失约",
        NewsKind.Relapsed => "反复",
        NewsKind.Resolved => "已消除",
        NewsKind.Closed => "已关闭",
        NewsKind.Dropped => "方案已调整",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Supervisions;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>
/// Answers to alerts. Half of the units promise within a day or two and say how; some take their time; some promise and never say how, so that the promise lapses;
/// a few answer nobody until they are ordered to.
/// </summary>
internal sealed class AlertDesk(Setting setting)
{
    private static readonly ImmutableArray<(SlipReason Reason, string Plan)> Plans =
    [
        (SlipReason.Rooms, "已选定备用用房，本周签订协议，随后安排简装和搬入。"),
        (SlipReason.Rooms, "与物业商定腾退时间，先借社区活动室过渡。"),
        (SlipReason.Money, "街道先行垫付，补贴资金到位后冲抵；采购同步进行。"),
        (SlipReason.Tender, "改为询价采购，三天内定供货方，到货即安装。"),
        (SlipReason.Staff, "从网格员中抽调两人，专职盯办，每日报进度。"),
        (SlipReason.Residents, "本周召开居民议事会，公示方案后开工。"),
    ];

    private enum Manner
    {
        Prompt,
        Slow,

        /// <summary>Promises, and never says how.</summary>
        Vague,

        /// <summary>Answers nobody but an order.</summary>
        Deaf,
    }

    public IEnumerable<FieldDeed> Deeds(DateTimeOffset hour, Desks desks)
    {
        var ordered = desks.Orders.Where(o => o.Stage is SupervisionStage.Underway or SupervisionStage.SentBack).Select(o => o.Order.Matter.Alert).ToHashSet();
        foreach (var alert in desks.Alerts)
        {
            if (alert is { SettlesAt: not null } or { Silence: not null } || DeskWork.Unit(setting, alert.Key.Unit, alert.Key.Line) is not { } who) continue;
            var dice = DeskWork.At(setting, hour, alert.Id.Value);
            if (dice is not null && Answer(alert, ordered.Contains(alert.Id), District.DateOf(hour), dice, AccountId.Of(who.Value.Replace(':', '-'))) is { } command)
                yield return new FieldDeed.OfAlert(hour, who, alert.Id, command);
        }
    }

    /// <summary>Of each day by itself, so that who did not answer yesterday may today.</summary>
    private AlertCommand? Answer(AlertView alert, bool isOrdered, DateOnly today, Dice dice, AccountId owner)
    {
        var nature = setting.Seed.For("alert", alert.Id.Value, alert.Episode.ToString(CultureInfo.InvariantCulture));
        var manner = nature.Below(100) switch { < 50 => Manner.Prompt, < 75 => Manner.Slow, < 88 => Manner.Vague, _ => Manner.Deaf };
        var (reason, plan) = nature.Pick(Plans);
        var saysHow = manner != Manner.Vague || alert.Lapses > 0;
        if (alert.Promise is { Plan: null } && saysHow) return dice.Chance(60) ? new AlertCommand.SayHow(plan) : null;
        if (alert.Promise is not null || !dice.Chance(Chance(alert, manner, isOrdered))) return null;
        // Of life and limb nobody has days: it is promised for the day itself.
        var on = AlertKey.IsUrgent(alert.Key.Rule) ? today : setting.Calendar.OnOrAfter(today.AddDays(dice.Between(4, 18)));
        return new AlertCommand.Acknowledge(owner, on, reason, null, manner == Manner.Prompt || alert.Lapses > 0 ? plan : null);
    }

    private static int Chance(AlertView alert, Manner manner, bool isOrdered) => manner switch
    {
        _ when isOrdered => 80,
        _ when alert.Facts.Level == AlertLevel.Forecast => 25,
        Manner.Prompt => 75,
        Manner.Deaf => 0,
        _ => alert.Lapses > 0 ? 40 : 22,
    };
}

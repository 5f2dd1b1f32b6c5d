using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Alerts;
using Circle.Domain.Supervisions;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>督办: twice a week the leadership orders what nobody answered up to its rung, or what was promised in vain; units sign, reply and are checked, and some are late.</summary>
internal sealed class OrderDesk(Setting setting)
{
    private const int MostAtOnce = 3;

    private static readonly ImmutableArray<string> Replies =
    [
        "已组织现场调度，明确责任人和完成时限，现已开工，进度每日报送。",
        "用房和资金已落实，设备到场安装，预计本月内申请验收。",
        "已完成整改，资料报区长效办备查，申请核查销号。",
    ];

    public IEnumerable<FieldDeed> Deeds(DateTimeOffset hour, Desks desks) => Issue(hour, desks).Concat(desks.Orders.Where(o => o.End is null).Select(o => Next(hour, o)).OfType<FieldDeed>());

    private IEnumerable<FieldDeed> Issue(DateTimeOffset hour, Desks desks)
    {
        var today = District.DateOf(hour);
        if (today.DayOfWeek is not (DayOfWeek.Tuesday or DayOfWeek.Thursday) || District.Local(hour).Hour != 16) yield break;
        var known = desks.Orders.Select(o => o.Order.Id).ToHashSet();
        var due = desks.Alerts.Where(a => a is { Promise: null, SettlesAt: null, Silence: null } && a.Facts.Level >= AlertLevel.Behind && (a.Lapses > 1 || a is { Lapses: 1, Facts.Level: AlertLevel.Missed } || a.Fired.Any(f => f.Rung == Rung.District)));
        foreach (var alert in due.Where(a => !known.Contains(IdOf(a))).Take(MostAtOnce))
        {
            var isLead = DeskWork.Unit(setting, alert.Key.Unit, null) is null;
            if (isLead && alert.Key.Line is null) continue;
            var line = setting.Plan.Lines.FirstOrDefault(l => l.Id == alert.Key.Line);
            var step = alert.Key.Rule == AlertRule.Step ? line?.Steps.FirstOrDefault(s => s.Id.Value == alert.Key.Subject)?.Id : null;
            var deadline = setting.Calendar.OnOrAfter(today.AddDays(setting.Seed.For("deadline", alert.Id.Value).Between(5, 14)));
            yield return new FieldDeed.OfOrder(hour, Cast.Leadership, IdOf(alert), new SupervisionCommand.Issue(
                IdOf(alert),
                new SupervisionMatter(alert.Key.Unit, alert.Key.Line, step, alert.Id, $"{line?.Name ?? "整改"}：{alert.Facts.Label}，应完成 {alert.Facts.All}，尚欠 {alert.Facts.Open}"),
                new AnsweringUnit(alert.Key.Unit, isLead ? alert.Key.Line : null),
                null,
                deadline,
                $"请于 {deadline:yyyy-MM-dd} 前办结，逐项说明原因和措施，并附现场材料。"));
        }
    }

    private FieldDeed.OfOrder? Next(DateTimeOffset hour, SupervisionView order)
    {
        var id = order.Order.Id;
        if (DeskWork.At(setting, hour, id.Value) is not { } dice || DeskWork.Unit(setting, order.Order.Unit.Place, order.Order.Unit.Line) is not { } unit) return null;
        return order.Stage switch
        {
            SupervisionStage.Issued when dice.Chance(55) => new(hour, unit, id, new SupervisionCommand.Sign()),
            SupervisionStage.Underway or SupervisionStage.SentBack when dice.Chance(30) => new(hour, unit, id, new SupervisionCommand.Reply(dice.Pick(Replies), [])),
            SupervisionStage.Replied when dice.Chance(60) => new(hour, Cast.Office, id, order.Replies.Length == 1 && setting.Seed.For("order", id.Value).Chance(20)
                ? new SupervisionCommand.SendBack("未说明完成时间和责任人，请补充后再报。")
                : new SupervisionCommand.Pass(null)),
            SupervisionStage.Passed when dice.Chance(70) && order.Issue.By == Cast.Leadership => new(hour, Cast.Leadership, id, new SupervisionCommand.Close(null)),
            _ => null,
        };
    }

    /// <summary>Of an episode: what came again is ordered again.</summary>
    private static SupervisionId IdOf(AlertView alert) => SupervisionId.Of(string.Create(CultureInfo.InvariantCulture, $"rehearsal-{alert.Id}-{alert.Episode}"));
}

using Circle.Domain.Alerts;
using static Circle.Domain.Plans.LineChanges;

namespace Circle.Domain.Plans;

/// <summary>What differs in what the district decides about its alerts. A plan that says nothing of them has the usual ones.</summary>
internal static class AlertChanges
{
    public static IEnumerable<PlanChange> Between(AlertRules? before, AlertRules? after)
    {
        var (was, now) = (before ?? AlertRules.Usual, after ?? AlertRules.Usual);
        return
        [
            .. Enum.GetValues<Rung>().SelectMany(rung => Value($"alerts/ladder/{Word(rung)}", Number(was.Ladder.Of(rung)), Number(now.Ladder.Of(rung)))),
            .. Value("alerts/planDays", Number(was.PlanDays), Number(now.PlanDays)),
            .. Value("alerts/mostPromise", Number(was.MostPromise), Number(now.MostPromise)),
            .. Value("alerts/mostUrgentPromise", Number(was.MostUrgentPromise), Number(now.MostUrgentPromise)),
            .. Value("alerts/mostSilence", Number(was.MostSilence), Number(now.MostSilence)),
            .. Value("alerts/settleDays", Number(was.SettleDays), Number(now.SettleDays)),
            .. Value("alerts/forecastDays", Number(was.ForecastDays), Number(now.ForecastDays)),
            .. Value("alerts/forecastSettleDays", Number(was.ForecastSettleDays), Number(now.ForecastSettleDays)),
            .. Value("alerts/forecastMargin", Number(was.ForecastMargin), Number(now.ForecastMargin)),
            .. Value("alerts/waitingDays", Number(was.WaitingDays), Number(now.WaitingDays)),
            .. Value("alerts/staleDays", Number(was.StaleDays), Number(now.StaleDays)),
        ];
    }
}

using Circle.Domain.Alerts;
using Circle.Seeds.Json;

namespace Circle.Seeds.Lines;

/// <summary>The part of plan.json that says when alerts go up the ladder.</summary>
internal static class AlertPart
{
    public static AlertRules Read(JsonMap map)
    {
        var rules = new AlertRules(
            ReadLadder(map, AlertRules.Usual.Ladder),
            Days(map, "planDays"),
            Days(map, "mostPromise"),
            Days(map, "mostSilence"),
            (int)map.Whole("settleDays", 0, AlertRules.MaxDays),
            Days(map, "forecastDays"),
            Days(map, "forecastSettleDays"),
            (int)map.Whole("forecastMargin", 0, AlertRules.MaxDays),
            Days(map, "waitingDays"),
            (int)map.Whole("staleDays", 0, AlertRules.MaxDays),
            (int)(map.WholeOrNull("mostUrgentPromise", 0, AlertRules.MaxDays) ?? AlertRules.Usual.MostUrgentPromise));
        map.Close();
        return rules;
    }

    public static LadderDays ReadLadder(JsonMap map, LadderDays missing)
    {
        if (map.Map("ladder") is not { } rungs) return missing;
        var ladder = new LadderDays(Days(rungs, "community"), Days(rungs, "street"), Days(rungs, "leadUnit"), Days(rungs, "district"));
        rungs.Close();
        if (!ladder.Rises()) map.Problems.Add(map.AtOf("ladder"), "“ladder”里的工作日数应从社区到区领导逐级增加");
        return ladder;
    }

    private static int Days(JsonMap map, string name) => (int)map.Whole(name, 1, AlertRules.MaxDays);
}

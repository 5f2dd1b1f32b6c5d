using Circle.Domain.Supervisions;
using Circle.Seeds.Json;

namespace Circle.Seeds.Lines;

/// <summary>The part of plan.json that says when orders and matters to coordinate are late, and who hears.</summary>
internal static class SupervisionPart
{
    public static SupervisionRules Read(JsonMap map)
    {
        var rules = new SupervisionRules(
            AlertPart.ReadLadder(map, SupervisionRules.Usual.Ladder),
            Days(map, "mostDeadline"),
            Days(map, "signDays"),
            Days(map, "redoDays"),
            Days(map, "checkDays"),
            Days(map, "closeDays"),
            Days(map, "takeDays"),
            Days(map, "answerDays"),
            Days(map, "settleDays"));
        map.Close();
        return rules;
    }

    private static int Days(JsonMap map, string name) => (int)map.Whole(name, 1, SupervisionRules.MaxDays);
}

using Circle.Domain.Alerts;
using Circle.Domain.Supervisions;
using static Circle.Domain.Plans.LineChanges;

namespace Circle.Domain.Plans;

/// <summary>What differs in what the district decides about supervision. A plan that says nothing of it has the usual rules.</summary>
internal static class SupervisionChanges
{
    public static IEnumerable<PlanChange> Between(SupervisionRules? before, SupervisionRules? after)
    {
        var (was, now) = (before ?? SupervisionRules.Usual, after ?? SupervisionRules.Usual);
        return
        [
            .. Enum.GetValues<Rung>().SelectMany(rung => Value($"supervision/ladder/{Word(rung)}", Number(was.Ladder.Of(rung)), Number(now.Ladder.Of(rung)))),
            .. Value("supervision/mostDeadline", Number(was.MostDeadline), Number(now.MostDeadline)),
            .. Value("supervision/signDays", Number(was.SignDays), Number(now.SignDays)),
            .. Value("supervision/redoDays", Number(was.RedoDays), Number(now.RedoDays)),
            .. Value("supervision/checkDays", Number(was.CheckDays), Number(now.CheckDays)),
            .. Value("supervision/closeDays", Number(was.CloseDays), Number(now.CloseDays)),
            .. Value("supervision/takeDays", Number(was.TakeDays), Number(now.TakeDays)),
            .. Value("supervision/answerDays", Number(was.AnswerDays), Number(now.AnswerDays)),
            .. Value("supervision/settleDays", Number(was.SettleDays), Number(now.SettleDays)),
        ];
    }
}

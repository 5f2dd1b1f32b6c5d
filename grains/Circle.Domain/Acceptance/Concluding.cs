using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Standards;
using Orleans;

namespace Circle.Domain.Acceptance;

/// <summary>How far an inspection is: its score, and what keeps it from passing.</summary>
/// <param name="Score">Of what is recorded so far.</param>
/// <param name="Recorded">Items, of <paramref name="Items"/>.</param>
/// <param name="Survey">Null: nobody is drawn yet.</param>
/// <param name="Obstacles">Empty: it may pass.</param>
[GenerateSerializer, Immutable, Alias("InspectionResult")]
public sealed record InspectionResult(
    [property: Id(0)] int Score, [property: Id(1)] int Recorded, [property: Id(2)] int Items, [property: Id(3)] SurveyResult? Survey, [property: Id(4)] ImmutableArray<Fault> Obstacles)
{
    public static InspectionResult? Of(Round round)
    {
        if (round.Inspection is not { Checklist: var checklist }) return null;
        var found = checklist.Items.Select(i => (Item: i, Finding: round.Find(i.Id))).ToImmutableArray();
        var score = found.Sum(f => f.Finding?.Score ?? 0);
        var survey = round.Survey is { } sheet ? SurveyResult.Of(sheet, checklist.Survey) : null;
        return new(score, found.Count(f => f.Finding is not null), found.Length, survey, [.. Open(found, checklist, score), .. Unsatisfied(survey, checklist.Survey)]);
    }

    private static IEnumerable<Fault> Open(ImmutableArray<(ChecklistItem Item, ItemFinding? Finding)> found, Checklist checklist, int score)
    {
        var open = found.Count(f => f.Finding is null);
        if (open > 0) yield return new Fault("items", "unrecorded", $"还有 {open} 项未打分", $"{open} items are not scored yet");
        if (checklist.PassMark is { } mark)
        {
            if (score < mark) yield return new Fault("score", "under-pass-mark", $"差 {mark - score} 分（达标 {mark}）", $"{mark - score} under the pass mark of {mark}");
            yield break;
        }

        foreach (var (item, finding) in found.Where(f => f.Item.Required && f.Finding is not null && !FindingFaults.IsMet(f.Item, f.Finding)))
            yield return new Fault($"items/{item.Id}", "required-item", $"必达项未达到：{item.Text}", $"required and not met: {item.Text}");
    }

    private static IEnumerable<Fault> Unsatisfied(SurveyResult? survey, SurveyRule rule)
    {
        if (survey is null) yield return new Fault("survey", "not-drawn", "尚未抽查居民满意度", "residents have not been asked yet");
        else if (survey.Answered < Math.Min(rule.LeastAnswered, survey.Drawn))
            yield return new Fault("survey", "too-few", $"抽 {survey.Drawn} 户、答 {survey.Answered} 户，至少应答 {Math.Min(rule.LeastAnswered, survey.Drawn)} 户", $"{survey.Answered} of {survey.Drawn} answered, of {Math.Min(rule.LeastAnswered, survey.Drawn)} that have to");
        else if (!survey.IsMet)
            yield return new Fault("survey", "not-satisfied", $"满意度未达标（应不低于 {rule.Bound}%）", $"fewer than {rule.Bound} % are satisfied");
    }
}

/// <summary>Decisions that end a round.</summary>
internal static class Concluding
{
    /// <summary>As many as a facility's return names.</summary>
    public const int MostShortcomings = 30;

    /// <param name="mark">The plan's, which may have been raised since the checklist was written; null: it gives none.</param>
    public static Decision<AcceptanceEvent> Pass(Round round, JointInspection inspection, int? mark, AcceptanceCommand.Pass command, Circumstances at)
    {
        if (Misdated(inspection, command.On, at) is { } misdated) return misdated;
        if (CaseReporting.NotReported(command.Facing) is { } refusal) return refusal;
        var result = InspectionResult.Of(round)!;
        if (result.Score < mark) return Refusal.NotNow("under-pass-mark", $"差 {mark - result.Score} 分（方案达标线 {mark}）", $"{mark - result.Score} under the plan's pass mark of {mark}");
        return result.Obstacles.IsEmpty
            ? Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.Passed(result.Score, command.On, string.IsNullOrWhiteSpace(command.Note) ? null : command.Note), command.On)
            : new Refusal(RefusalKind.NotNow, result.Obstacles);
    }

    public static Decision<AcceptanceEvent> Fail(Round round, JointInspection inspection, AcceptanceCommand.Fail command, Circumstances at)
    {
        if (Misdated(inspection, command.On, at) is { } misdated) return misdated;
        if (CaseReporting.NotReported(command.Facing) is { } refusal) return refusal;
        var defects = inspection.Checklist.Items.Select(i => round.Find(i.Id)?.Defect).OfType<string>().Where(d => !string.IsNullOrWhiteSpace(d));
        ImmutableArray<string> shortcomings = [.. defects.Concat(command.Further).Select(s => s.Trim()).Distinct()];
        if (shortcomings.IsEmpty || shortcomings.Length > MostShortcomings)
        {
            var faults = new FaultList();
            faults.Add("further", "out-of-range", $"退回须写明 1 至 {MostShortcomings} 条不足，现有 {shortcomings.Length} 条", $"1 to {MostShortcomings} shortcomings, and these are {shortcomings.Length}");
            return faults.ToRefusal();
        }

        var result = InspectionResult.Of(round)!;
        return Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.Failed(shortcomings, command.RectifyBy, result.Recorded == result.Items ? result.Score : null, command.On), command.On);
    }

    public static Decision<AcceptanceEvent> Settle(Round round, AcceptanceCommand.Settle command) => (round.Verdict, command.Heard) switch
    {
        (null, _) => Refusal.NotNow("no-verdict", "尚无结论", "there is no verdict"),
        (_, Answer.Accepted) => Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.Settled()),
        // The facility's clock is behind the one of whoever inspected: that passes.
        (_, Answer.Refused { Refusal.Faults: var faults }) when faults.Any(f => f.Code == FaultList.AfterNow) => NotTold,
        (_, Answer.Refused { Refusal.Faults: [var why, ..] }) => Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.Unsettled(why.Code, why.Zh)),
        _ => NotTold,
    };

    private static Refusal NotTold { get; } = Refusal.NotNow("not-told", "设施尚未答复", "the facility has not answered yet");

    private static Refusal? Misdated(JointInspection inspection, DateOnly on, Circumstances at)
    {
        var faults = new FaultList();
        faults.Day("on", on, inspection.On, at.Today);
        return faults.Any ? faults.ToRefusal() : null;
    }
}

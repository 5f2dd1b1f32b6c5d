using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.Standards;

namespace Circle.Domain.Acceptance;

/// <summary>Decisions on site: what the members of an inspection record.</summary>
internal static class Inspecting
{
    public static Decision<AcceptanceEvent> Decide(Round round, LineId? line, AcceptanceCommand.Inspect command, Circumstances at)
    {
        if (round.Inspection is not { } inspection) return Refusal.NotNow("not-planned", "尚未安排联合验收", "no inspection is planned yet");
        if (round.IsWorkOf(at.Actor) || command.Facing?.Reporters.Contains(at.Actor) == true) return CaseReporting.OwnWork();
        if (!inspection.Members.Contains(at.Actor))
            return new Refusal(RefusalKind.Forbidden, [new Fault("", "not-member", "您不在本次验收组中；需要时请区长效办调整验收组", "you are no member of this inspection; ask the programme office to change them")]);
        if (at.Today < inspection.On) return Refusal.NotNow("too-early", $"验收定于 {inspection.On:yyyy-MM-dd}，提前验收请先改期", $"it is planned for {inspection.On:yyyy-MM-dd}: plan it anew to inspect earlier");
        return command switch
        {
            AcceptanceCommand.DrawCards c => Draw(round, inspection.Checklist.Survey, c),
            AcceptanceCommand.AnswerCard c => Answer(round, inspection.Checklist.Survey, c),
            AcceptanceCommand.RecordItem c => Record(round, inspection.Checklist, c),
            AcceptanceCommand.Locate c => Locate(round, c),
            AcceptanceCommand.Pass c => Concluding.Pass(round, inspection, line is { } id ? at.Plan?.Find(id)?.PassMark : null, c, at),
            AcceptanceCommand.Fail c => Concluding.Fail(round, inspection, c, at),
            _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
        };
    }

    private static Decision<AcceptanceEvent> Draw(Round round, SurveyRule rule, AcceptanceCommand.DrawCards command)
    {
        if (round.Survey is not null) return Refusal.NotNow("drawn", "问卷已由系统抽出，不重抽；请逐张记录回答", "the cards are drawn, and only once: record what was answered");
        if (command.Seed is not { } seed) return Refusal.NotNow("not-drawn", "请由系统抽取", "the system draws them");
        var draw = CardDraw.Of(seed, command.Population, rule.Size);
        return Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.Drawn(command.Population, draw.Seed, draw.Cards));
    }

    private static Decision<AcceptanceEvent> Answer(Round round, SurveyRule rule, AcceptanceCommand.AnswerCard command)
    {
        if (round.Survey is not { } sheet) return Refusal.NotNow("not-drawn", "还没有抽取居民，请先由系统抽取", "no cards are drawn yet: have the system draw them first");
        if (sheet.Cards.FirstOrDefault(c => c.Card == command.Card) is not { } card) return Refusal.Unknown("card", $"没有抽到 {command.Card} 号", $"card {command.Card} was not drawn");
        var faults = new FaultList();
        SurveySheet.Check(faults, command.Answers, rule);
        if (faults.Any) return faults.ToRefusal();
        ImmutableArray<CriterionAnswer> answers = [.. command.Answers.OrderBy(a => a.Criterion)];
        return card.Answers.SequenceEqual(answers) ? Unchanged() : Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.Answered(command.Card, answers));
    }

    private static Decision<AcceptanceEvent> Record(Round round, Checklist checklist, AcceptanceCommand.RecordItem command)
    {
        var finding = command.Finding;
        if (checklist.Find(finding.Item) is not { } item) return Refusal.Unknown("item", "细则中没有这一项", "the standard has no such item");
        var faults = new FaultList();
        FindingFaults.Check(faults, item, finding);
        if (faults.Any) return faults.ToRefusal();
        if (ShownPhotos.Check(command) is { } missing) return missing;
        return round.Find(finding.Item) is { } before && before with { Photos = [] } == finding with { Photos = [] } && before.Photos.SequenceEqual(finding.Photos)
            ? Unchanged()
            : Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.Recorded(finding));
    }

    private static Decision<AcceptanceEvent> Locate(Round round, AcceptanceCommand.Locate command)
        => round.Positions.Length >= AcceptanceCase.MostPositions
            ? Refusal.NotNow("too-many", $"本次验收已记录 {AcceptanceCase.MostPositions} 次定位，足够了", $"{AcceptanceCase.MostPositions} positions are recorded, which is enough")
            : Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.Located(command.At));

    private static Refusal Unchanged() => Refusal.NotNow("unchanged", "与已记录的相同，没有改动", "it is recorded like this already");
}

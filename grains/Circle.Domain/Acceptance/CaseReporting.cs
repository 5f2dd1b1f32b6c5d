using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Plans;

namespace Circle.Domain.Acceptance;

/// <summary>Decisions about what was reported, and by whom it is checked.</summary>
internal static class CaseReporting
{
    public static Decision<AcceptanceEvent> Report(AcceptanceState state, AcceptanceCommand.Report command, Circumstances at)
    {
        if (command.Facing is not { } facing || facing.Facility != command.Facility) return Refusal.Unknown("id", "没有这个设施", "no such facility");
        if ((facing.Place, facing.Line) != (command.Place, command.Line)) return Refusal.ChangedMeanwhile;
        if (state.Open is not null) return Refusal.NotNow("reported", "报竣材料已提交，正在验收；报错了请由提交人撤回", "its evidence is in already: whoever sent a wrong one takes it back");
        if (NotReported(facing) is { } refusal) return refusal;
        if (state.Rounds.Length >= AcceptanceCase.MostRounds)
            return Refusal.NotNow("too-many", $"该设施已验收 {AcceptanceCase.MostRounds} 次，请区长效办处理", $"{AcceptanceCase.MostRounds} rounds are over: the programme office has to decide");
        return ShownPhotos.Check(command) is { } missing
            ? missing
            : Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.Reported(facing.Facility, facing.Line, facing.Place, facing.Name, state.Rounds.Length + 1, command.Note.Trim(), command.Photos));
    }

    public static Decision<AcceptanceEvent> TakeBack(Round round, AcceptanceCommand.TakeBack command, Circumstances at)
    {
        if (round.Report.By != at.Actor) return Refusal.NotNow("not-yours", "只能由提交人撤回；核查人请退回材料", "only who sent it may take it back; who checks it sends it back");
        return round.IsBegun
            ? Refusal.NotNow("begun", "验收已开始，不能再撤回", "the inspection has begun: it cannot be taken back any more")
            : Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.TakenBack(command.Reason));
    }

    public static Decision<AcceptanceEvent> Check(Round round, AcceptanceCommand.CheckReport command, Circumstances at)
    {
        if (round.Check is not null) return Refusal.NotNow("checked", "街道已核查", "it has been checked already");
        if (command.Facing is not { } facing) return Refusal.Unknown("id", "没有这个设施", "no such facility");
        if (round.IsWorkOf(at.Actor) || facing.Reporters.Contains(at.Actor)) return OwnWork();
        if (!command.IsSound) return Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.SentBack(command.Note!));
        return NotReported(facing) is { } refusal ? refusal : Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.Checked(string.IsNullOrWhiteSpace(command.Note) ? null : command.Note));
    }

    /// <summary>Why there is nothing to be accepted; null: there is.</summary>
    public static Refusal? NotReported(FacilityFacing? facing) => facing switch
    {
        null => Refusal.Unknown("id", "没有这个设施", "no such facility"),
        { Standing: Standing.Withdrawn } => Refusal.NotNow("withdrawn", "该设施已撤销", "the facility has been withdrawn"),
        { Standing: Standing.Suspended } => Refusal.NotNow("suspended", "该设施已暂停，请先恢复", "the facility is suspended, resume it first"),
        { Stage: Stage.Accepted } => Refusal.NotNow("already-accepted", "该设施已验收", "it has been accepted already"),
        { Stage: < Stage.Completed } => Refusal.NotNow("not-completed", "该设施尚未报竣，或报竣已撤回；请先报竣", "it is not reported as completed, or no longer is: report it first"),
        _ => null,
    };

    public static Refusal OwnWork()
        => new(RefusalKind.Forbidden, [new Fault("", "own-work", "您上报或核查过该设施，请由他人办理", "you reported or checked it yourself: somebody else has to")]);
}

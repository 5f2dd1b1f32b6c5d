using Circle.Domain.Journal;

namespace Circle.Domain.Acceptance;

/// <summary>联合验收: who goes when, and by which standard.</summary>
internal static class CasePlanning
{
    public const int MostAhead = 180;

    public static Decision<AcceptanceEvent> Plan(Round round, AcceptanceCommand.PlanInspection command, Circumstances at)
    {
        if (round.Check is null) return Refusal.NotNow("not-checked", "街道尚未核查，核查后再安排验收", "the street has not checked it yet: it is planned after that");
        if (round.IsBegun) return Refusal.NotNow("begun", "验收已开始，不能改期或换人", "the inspection has begun: neither day nor members change any more");
        if (CaseReporting.NotReported(command.Facing) is { } refusal) return refusal;
        if (command.Members.FirstOrDefault(m => round.IsWorkOf(m) || command.Facing!.Reporters.Contains(m)) is { Value: not null } own)
        {
            return new Refusal(RefusalKind.Invalid,
            [
                new Fault("members", "own-work", $"{own} 上报或核查过该设施，不能参加验收", $"{own} reported or checked it and cannot inspect it"),
            ]);
        }

        return command.Checklist is { } checklist
            ? Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.Planned(command.On, command.Members, checklist))
            : Refusal.NotNow("no-standard", "该项目还没有验收细则，请牵头单位先制定", "the line has no standard yet: its lead unit has to write one first");
    }
}

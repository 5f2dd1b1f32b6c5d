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
        if (Unable(round, command) is { } unable) return unable;
        return command.Checklist is { } checklist
            ? Decision<AcceptanceEvent>.Accept(new AcceptanceEvent.Planned(command.On, command.Members, checklist))
            : Refusal.NotNow("no-standard", "该项目还没有验收细则，请牵头单位先制定", "the line has no standard yet: its lead unit has to write one first");
    }

    /// <summary>Every member who cannot inspect it, each by its place in the list.</summary>
    private static Refusal? Unable(Round round, AcceptanceCommand.PlanInspection command)
    {
        var faults = new FaultList();
        for (var i = 0; i < command.Members.Length; i++)
        {
            var member = command.Members[i];
            if (round.IsWorkOf(member) || command.Facing!.Reporters.Contains(member))
                faults.Add($"members/{i}", "own-work", $"{member} 上报或核查过该设施，不能参加验收", $"{member} reported or checked it and cannot inspect it");
            else if (!command.Unfit.IsDefaultOrEmpty && command.Unfit.Contains(member))
                faults.Add($"members/{i}", "not-entitled", $"{member} 没有可验收该设施的有效账号", $"{member} is no active account that may inspect this facility");
        }

        return faults.Any ? faults.ToRefusal() : null;
    }
}

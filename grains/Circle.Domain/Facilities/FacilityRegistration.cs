using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Plans;

namespace Circle.Domain.Facilities;

/// <summary>Decisions about what a facility is and where it hangs.</summary>
internal static class FacilityRegistration
{
    public static Decision<FacilityEvent> Register(FacilityState state, FacilityDraft draft, Circumstances at)
        => state.Draft is not null
            ? Refusal.NotNow("exists", "该编号的设施已登记", "a facility of this id is registered already")
            : Decision<FacilityEvent>.Accept(Registered(draft, at.Plan!.Find(draft.Line)!), draft.Since);

    /// <summary>What no person has touched follows the file; line, origin and quantities are no longer a file's to change.</summary>
    public static Decision<FacilityEvent> Import(FacilityState state, FacilityDraft draft)
    {
        if (state.CorrectedByHand)
            return Refusal.NotNow("corrected-by-hand", "已有人更正过，导入不覆盖", "a person has corrected it; an import does not overwrite that");
        return Update(state, draft);
    }

    /// <summary>Its two events stand together: from then on a file is compared with what this one said.</summary>
    public static Decision<FacilityEvent> Enter(FacilityCommand.Enter command, Circumstances at) => new Decision<FacilityEvent>.Accepted(
    [
        new(Registered(command.Draft, at.Plan!.Find(command.Draft.Line)!), command.Draft.Since),
        new(new FacilityEvent.Imported(command.Said ?? FacilityBasis.Of(command.Draft))),
    ]);

    /// <summary>As an import; what a person has corrected has been compared with the file by a person, and nothing else since.</summary>
    public static Decision<FacilityEvent> Enter(FacilityState state, FacilityCommand.Enter command)
        => state.ListedAt == command.Seen
            ? Update(state, command.Draft, command.Said ?? FacilityBasis.Of(command.Draft))
            : Refusal.ChangedMeanwhile;

    /// <param name="file">What is kept of a person's file; null: of seeds nothing is, they are known by their actor.</param>
    private static Decision<FacilityEvent> Update(FacilityState state, FacilityDraft draft, FacilityBasis? file = null)
    {
        var existing = state.Draft!;
        var faults = new FaultList();
        if (existing.Line != draft.Line || existing.Origin != draft.Origin || existing.Since != draft.Since)
            faults.Add("line", "fixed", "项目、性质和基线日期登记后不能由导入更改，请撤销后另行登记", "line, origin and baseline date are fixed once registered");
        if (draft.Quantities.Any(q => state.Measures.Any(m => m.Measure == q.Key && m.Quantity != q.Value)))
            faults.Add("quantities", "fixed", "任务量登记后不能由导入更改", "quantities are fixed once registered");
        if (faults.Any) return faults.ToRefusal();

        var events = ImmutableArray.CreateBuilder<Happened<FacilityEvent>>();
        if (existing.Name != draft.Name || existing.Details != draft.Details) events.Add(new(new FacilityEvent.Corrected(draft.Name, draft.Details)));
        if (existing.Place != draft.Place) events.Add(new(new FacilityEvent.Moved(draft.Place, draft.Source)));
        if (file is not null && state.Imported != file) events.Add(new(new FacilityEvent.Imported(file)));
        return events.Count > 0
            ? new Decision<FacilityEvent>.Accepted(events.ToImmutable())
            : Refusal.NotNow("unchanged", "与现有内容相同", "the same as before");
    }

    public static Decision<FacilityEvent> Correct(FacilityState state, FacilityCommand.Correct command)
        => state.Draft!.Name == command.Name && state.Draft.Details == command.Details
            ? Refusal.NotNow("unchanged", "与现有内容相同", "the same as before")
            : Decision<FacilityEvent>.Accept(new FacilityEvent.Corrected(command.Name, command.Details));

    public static Decision<FacilityEvent> Move(FacilityState state, FacilityCommand.Move command, Circumstances at)
    {
        if (at.Places.Find(command.To) is null) return Refusal.Unknown("to", "没有这个地点", "no such place");
        return command.To == state.Draft!.Place
            ? Refusal.NotNow("unchanged", "已在该地点", "it stands there already")
            : Decision<FacilityEvent>.Accept(new FacilityEvent.Moved(command.To, command.Reason));
    }

    public static void CheckMeasures(FaultList faults, Line line, ImmutableDictionary<MeasureId, long> quantities)
    {
        foreach (var measure in quantities.Keys.Where(m => line.Measures.All(known => known.Id != m)))
            faults.Add($"quantities/{measure}", "unknown", "该项目没有这个计量项", "the line has no such measure");
        foreach (var measure in line.Measures.Where(m => m.PerFacility is null && !quantities.ContainsKey(m.Id)))
            faults.Add($"quantities/{measure.Id}", "required", $"请填写“{measure.Name}”的数量", $"give the quantity of {measure.Id}");
    }

    private static FacilityEvent.Registered Registered(FacilityDraft draft, Line line)
    {
        var measures = line.Measures.IsEmpty
            ? [new MeasureNeed(Facility.Whole, 1_000)]
            : line.Measures.Select(m => new MeasureNeed(m.Id, draft.Quantities.TryGetValue(m.Id, out var own) ? own : m.PerFacility!.Value)).ToImmutableArray();
        return new FacilityEvent.Registered(draft, measures, Counted: draft.Origin == Origin.Planned || line.CountsExisting);
    }
}

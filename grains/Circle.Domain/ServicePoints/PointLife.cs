using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.PointChecks;

namespace Circle.Domain.ServicePoints;

/// <summary>Decisions about what a service point is, where it is, and whether that still holds.</summary>
internal static class PointLife
{
    public static Refusal Unchanged { get; } = Refusal.NotNow("unchanged", "与现有内容相同", "the same as before");

    public static Decision<ServicePointEvent> Find(ServicePointState state, PointDraft draft, Circumstances at)
    {
        if (state.Draft is not null) return Refusal.NotNow("exists", "该编号的服务点已登记", "a service point of this id is there already");
        var kind = at.Plan!.Document.Directory!.Find(draft.Kind)!;
        return Decision<ServicePointEvent>.Accept(new ServicePointEvent.Found(draft with { Listing = draft.Listing.Tidy() }, kind.Line, kind.IsRegistered));
    }

    public static Decision<ServicePointEvent> Correct(ServicePointState state, ServicePointCommand.Correct command)
    {
        if (command.Seen is { } seen && seen != state.ListedAt) return Refusal.ChangedMeanwhile;
        var listing = command.Listing.Tidy();
        return state.Draft!.Listing == listing ? Unchanged : Decision<ServicePointEvent>.Accept(new ServicePointEvent.Corrected(listing));
    }

    public static Decision<ServicePointEvent> Note(ServicePointState state, ServicePointCommand.Note command)
    {
        if (command.Seen is { } seen && seen != state.NotedAt) return Refusal.ChangedMeanwhile;
        return state.Record == command.Record ? Unchanged : Decision<ServicePointEvent>.Accept(new ServicePointEvent.Noted(command.Record));
    }

    public static Decision<ServicePointEvent> Move(ServicePointState state, ServicePointCommand.Move command, Circumstances at)
    {
        if (at.Places.Find(command.To) is not { Kind: PlaceKind.Community or PlaceKind.Street }) return Refusal.Unknown("to", "没有这个社区或街道", "no such community or street");
        return command.To == state.Draft!.Place ? Unchanged : Decision<ServicePointEvent>.Accept(new ServicePointEvent.Moved(command.To, command.Reason));
    }

    /// <summary>
    /// A later verification stands, whoever enters an earlier one afterwards. What is not there nobody can confirm, and nobody verifies their own correction.
    /// </summary>
    public static Decision<ServicePointEvent> Verify(ServicePointState state, ServicePointCommand.Verify command, Circumstances at)
    {
        if (command.Seen is { } seen && seen != state.ListedAt) return Refusal.ChangedMeanwhile;
        if (state.Corrected.LastOrDefault(c => c.Group == command.Group && c.Actor == at.Actor) is { } mine) return OwnEntry(mine.On);
        if (FieldGroups.Missing(state.Draft!.Listing, command.Group, state.IsRegistered) is { IsEmpty: false } missing)
            return new Refusal(RefusalKind.NotNow, [.. missing.Select(field => new Fault("group", "missing", $"{Words(field).Zh}未录入，不能核实为对：由街道更正补上，不能更正的请报不符", $"{Words(field).En} not entered, so nobody can say that it is right: the street enters it; whoever may not correct reports the mismatch"))]);
        if (Correction.LastOf(state.Corrected, command.Group) is { } since && since > command.On) return CorrectedSince(since);
        return state.VerifiedOn(command.Group) is { } on && on > command.On
            ? Refusal.NotNow("older", $"已有 {on:yyyy-MM-dd} 的核实记录", $"it was verified on {on:yyyy-MM-dd} already")
            : Decision<ServicePointEvent>.Accept(new ServicePointEvent.Verified(command.Group, command.By, command.On), command.On);
    }

    /// <summary>It stands until the street corrects the entry, or somebody verifies what was wrong.</summary>
    public static Decision<ServicePointEvent> Mismatch(ServicePointState state, ServicePointCommand.Mismatch command)
    {
        if (command.Seen is { } seen && seen != state.ListedAt) return Refusal.ChangedMeanwhile;
        var (fields, note) = (command.Fields.Sort(), CheckNote.Tidy(command.Note));
        if (fields.Select(FieldGroups.Of).All(group => state.VerifiedOn(group) > command.On))
            return Refusal.NotNow("older", "此后已有人核实过这些内容，请按现在的情况重新核对，写核对的日期", "it was verified since: compare it anew, and say on which day");
        foreach (var group in fields.Select(FieldGroups.Of).Distinct())
            if (Correction.LastOf(state.Corrected, group) is { } since && since > command.On) return CorrectedSince(since);
        return state.Mismatch is { } now && fields.All(f => now.Fields.Contains(f)) && (now.By, now.On, now.Note) == (command.By, command.On, note)
            ? Unchanged
            : Decision<ServicePointEvent>.Accept(new ServicePointEvent.Mismatched(fields, command.By, command.On, note), command.On);
    }

    public static Decision<ServicePointEvent> ShowPhoto(ServicePointState state, ServicePointCommand.ShowPhoto command)
        => state.Photo == command.Photo ? Unchanged : Decision<ServicePointEvent>.Accept(new ServicePointEvent.PhotoShown(command.Photo));

    /// <summary>At any time: whoever is to be seen on it may ask for that after a shop has closed, too.</summary>
    public static Decision<ServicePointEvent> HidePhoto(ServicePointState state)
        => state.Photo is null ? Refusal.NotNow("no-photo", "该服务点没有照片", "the point has no photo") : Decision<ServicePointEvent>.Accept(new ServicePointEvent.PhotoRemoved());

    private static Refusal OwnEntry(DateOnly on) => new(RefusalKind.Forbidden,
    [
        new Fault(
            "", "own-entry", $"这些内容由您于 {on:yyyy-MM-dd} 更正，请由另一人核实：所在社区、街道的其他人员，或牵头单位",
            $"you corrected this on {on:yyyy-MM-dd}: somebody else of the community, the street or the lead unit has to verify it"),
    ]);

    private static Refusal CorrectedSince(DateOnly on)
        => Refusal.NotNow("corrected-since", $"这些内容已于 {on:yyyy-MM-dd} 更正，请按现在的内容核对，日期不早于这一天", $"this was corrected on {on:yyyy-MM-dd}: compare it as it stands now, on that day or later");

    private static (string Zh, string En) Words(CheckedField field) => field switch
    {
        CheckedField.Phone => ("电话", "the phone is"),
        CheckedField.Hours => ("营业时间", "the hours are"),
        _ => ("地址", "the address is"),
    };
}

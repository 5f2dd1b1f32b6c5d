using Circle.Domain.Journal;
using Circle.Domain.Places;

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

    /// <summary>A later verification stands, whoever enters an earlier one afterwards.</summary>
    public static Decision<ServicePointEvent> Verify(ServicePointState state, ServicePointCommand.Verify command)
        => state.VerifiedOn(command.Group) is { } on && on > command.On
            ? Refusal.NotNow("older", $"已有 {on:yyyy-MM-dd} 的核实记录", $"it was verified on {on:yyyy-MM-dd} already")
            : Decision<ServicePointEvent>.Accept(new ServicePointEvent.Verified(command.Group, command.By, command.On), command.On);

    public static Decision<ServicePointEvent> ShowPhoto(ServicePointState state, ServicePointCommand.ShowPhoto command)
        => state.Photo == command.Photo ? Unchanged : Decision<ServicePointEvent>.Accept(new ServicePointEvent.PhotoShown(command.Photo));

    /// <summary>At any time: whoever is to be seen on it may ask for that after a shop has closed, too.</summary>
    public static Decision<ServicePointEvent> HidePhoto(ServicePointState state)
        => state.Photo is null ? Refusal.NotNow("no-photo", "该服务点没有照片", "the point has no photo") : Decision<ServicePointEvent>.Accept(new ServicePointEvent.PhotoRemoved());
}

using System.Collections.Immutable;
using Circle.Domain.Journal;

namespace Circle.Domain.ServicePoints;

/// <summary>Decisions about what a file says of a service point.</summary>
internal static class PointImport
{
    /// <summary>Its two events stand together: from then on a file is compared with what this one said.</summary>
    public static Decision<ServicePointEvent> Find(ServicePointCommand.Import command, Circumstances at)
    {
        var kind = at.Plan!.Document.Directory!.Find(command.Draft.Kind)!;
        var draft = command.Draft with { Listing = command.Draft.Listing.Tidy() };
        return new Decision<ServicePointEvent>.Accepted(
        [
            new(new ServicePointEvent.Found(draft, kind.Line, kind.IsRegistered)),
            new(new ServicePointEvent.Imported(draft.Listing, FileOf(command))),
        ]);
    }

    public static Decision<ServicePointEvent> Update(ServicePointState state, ServicePointCommand.Import command)
    {
        if (state.ListedAt != command.Seen) return Refusal.ChangedMeanwhile;

        var (draft, listing) = (state.Draft!, command.Draft.Listing.Tidy());
        if (draft.Kind != command.Draft.Kind) return Refusal.NotNow("fixed", "服务点的类别不能由导入更改", "a point's kind is not changed by an import");

        var events = ImmutableArray.CreateBuilder<Happened<ServicePointEvent>>();
        if (draft.Place != command.Draft.Place) events.Add(new(new ServicePointEvent.Moved(command.Draft.Place, command.Draft.Source)));
        var file = FileOf(command);
        if (draft.Listing != listing || state.Imported != (file ?? new PointBasis(listing, command.Draft.Place))) events.Add(new(new ServicePointEvent.Imported(listing, file)));
        return events.Count > 0 ? new Decision<ServicePointEvent>.Accepted(events.ToImmutable()) : PointLife.Unchanged;
    }

    private static PointBasis? FileOf(ServicePointCommand.Import command)
    {
        if (command.Said is not { } said) return null;
        var file = said with { Listing = said.Listing.Tidy() };
        return file == new PointBasis(command.Draft.Listing.Tidy(), command.Draft.Place) ? null : file;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;

namespace Circle.Domain.Search;

/// <summary>
/// What search has to know of one row. Small enough to be made at every commit and compared: only where it changes the index does. What
/// else an entry says (names of places, lines and kinds, whether it is overdue) follows from plan, places and day.
/// </summary>
/// <param name="Place">Where it is; of a place itself: itself.</param>
/// <param name="Line">Null: a place.</param>
/// <param name="PointKind">Of a service point.</param>
/// <param name="Verified">Of a service point: at most one of each group, none of what was corrected since.</param>
public sealed record Searchable(
    SearchKind Kind, string Id, string Name, ImmutableArray<string> Aliases, PlaceId Place, LineId? Line, PointKindId? PointKind, ImmutableArray<Verification> Verified)
{
    /// <summary>Of one that nobody ever verified: it sinks below whatever was.</summary>
    public const int NeverVerified = ushort.MaxValue;

    /// <summary>支: what the plan counts by it are teams 队伍.</summary>
    private const string TeamUnit = "支";

    public static Searchable Of(PlaceDraft place) => Of(place.Id, place.Name, place.Aliases);

    /// <returns>Null: withdrawn, nobody looks for it any more.</returns>
    public static Searchable? Of(FacilityState state) => state.Draft is { } draft ? Of(draft.Id, draft.Name, draft.Place, draft.Line, state.Standing) : null;

    /// <returns>Null: closed or disqualified.</returns>
    public static Searchable? Of(ServicePointState state)
        => state.Draft is { } draft ? Of(draft.Id, draft.Kind, state.Line!.Value, draft.Place, draft.Listing, state.State, Correction.Holding(state.Verified, state.Corrected)) : null;

    /// <summary>Of a row as its owner wrote it.</summary>
    /// <returns>Null: nobody looks for it, or for its kind of row.</returns>
    public static Searchable? Of(StreamId row, string view)
    {
        if (row.Kind == Places.Place.Kind) return Read<PlaceView>(view) is var p ? Of(p.Id, p.Name, p.Aliases) : null;
        if (row.Kind == Facility.Kind) return Read<FacilityView>(view) is var f ? Of(f.Id, f.Name, f.Place, f.Line, f.Standing) : null;
        return row.Kind == ServicePoint.Kind && Read<ServicePointView>(view) is var s ? Of(s.Id, s.Kind, s.Line, s.Place, s.Listing, s.State, Correction.Holding(s.Verified, s.Corrected)) : null;
    }

    public static bool IsOf(string rowKind) => rowKind == Places.Place.Kind || rowKind == Facility.Kind || rowKind == ServicePoint.Kind;

    /// <summary>The entry of a day. A facility of a line that the plan counts by 支 is a team.</summary>
    public SearchEntry EntryOf(PlanDocument? plan, PlaceTree places, DateOnly today)
    {
        PlaceId? street = null, community = null;
        var names = new Stack<string>();
        foreach (var place in places.PathUp(Place))
        {
            if (place.Kind == PlaceKind.Community) community ??= place.Id;
            else if (place.Kind == PlaceKind.Street) street ??= place.Id;
            if (place.Kind != PlaceKind.District && !(Kind == SearchKind.Place && place.Id == Place)) names.Push(place.Name);
        }

        var kind = PointKind is { } of ? plan?.Directory?.Find(of) : null;
        var answering = kind?.Line ?? Line;
        var line = answering is { } id && plan is not null ? plan.Lines.FirstOrDefault(l => l.Id == id) : null;
        var words = ImmutableArray.CreateBuilder<string>(3);
        if (kind is not null) words.Add(kind.Name);
        if (line is not null) words.AddRange(line.Name, line.ShortName);
        return new(
            Kind == SearchKind.Facility && line?.Unit == TeamUnit ? SearchKind.Team : Kind,
            Id, Name, Aliases, street, community, [.. names], words.DrainToImmutable(), Kind == SearchKind.ServicePoint ? Overdue(plan?.Directory, today) : 0, Line: answering);
    }

    public bool Equals(Searchable? other)
        => other is not null && (Kind, Id, Name, Place, Line, PointKind) == (other.Kind, other.Id, other.Name, other.Place, other.Line, other.PointKind)
           && Aliases.SequenceEqual(other.Aliases) && Verified.SequenceEqual(other.Verified);

    public override int GetHashCode() => HashCode.Combine(Kind, Id, Name);

    private static Searchable Of(PlaceId id, string name, ImmutableArray<string> aliases) => new(SearchKind.Place, id.Value, name, aliases, id, null, null, []);

    private static Searchable? Of(FacilityId id, string name, PlaceId place, LineId line, Standing standing)
        => standing == Standing.Withdrawn ? null : new(SearchKind.Facility, id.Value, name, [], place, line, null, []);

    private static Searchable? Of(ServicePointId id, PointKindId kind, LineId line, PlaceId place, PointListing listing, PointState state, ImmutableArray<Verification> verified)
        => state is PointState.Closed or PointState.Disqualified ? null : new(SearchKind.ServicePoint, id.Value, listing.Name, listing.Aliases, place, line, kind, verified);

    private static T Read<T>(string view) => JsonSerializer.Deserialize<T>(view, JournalJson.Options)!;

    /// <summary>Days since the first of its groups had to be verified again; 0: none has.</summary>
    private int Overdue(DirectoryRules? rules, DateOnly today)
    {
        if (rules is null) return 0;
        var worst = 0;
        foreach (var fresh in Freshness.Of(Verified, [], rules, today))
        {
            if (fresh.Days is not { } days) return NeverVerified;
            worst = Math.Max(worst, days - rules.CycleOf(fresh.Group));
        }

        return worst;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;

namespace Circle.Grains.ServicePoints;

/// <summary>Lists of service points from their rows: the read side, no grain is woken.</summary>
public interface IServicePointRows
{
    /// <summary>Far more than a street has, or a district of one kind.</summary>
    const int MostAtOnce = 20_000;

    /// <summary>At most <see cref="ServicePointFilter.Limit"/> rows after <see cref="ServicePointFilter.After"/>, by <see cref="ListedPoint.Order"/> and id.</summary>
    Task<ImmutableArray<ListedPoint>> ListAsync(ServicePointFilter filter, CancellationToken cancel);

    /// <summary>How many the filter holds of, whatever its <see cref="ServicePointFilter.After"/> and <see cref="ServicePointFilter.Limit"/>.</summary>
    Task<int> TotalAsync(ServicePointFilter filter, CancellationToken cancel);

    /// <summary>Of some places and kinds, by id; for who reads them all, at most <see cref="MostAtOnce"/>: whoever gets as many knows that there may be more, and says so.</summary>
    /// <param name="regions">Null: every place.</param>
    /// <param name="kinds">Null: every kind.</param>
    /// <param name="after">Null: from the first.</param>
    /// <returns>JSON of each view, as its owner wrote it.</returns>
    Task<ImmutableArray<string>> OfAsync(
        ImmutableArray<PlaceId>? regions, ImmutableArray<PointKindId>? kinds, CancellationToken cancel, ServicePointId? after = null, int limit = MostAtOnce);

    /// <summary>Those whose position lies in a box, of every place and kind, by id; at most <see cref="MostAtOnce"/>, as of <see cref="OfAsync"/>.</summary>
    /// <returns>JSON of each view, as its owner wrote it.</returns>
    Task<ImmutableArray<string>> WithinAsync(PositionBox box, CancellationToken cancel);

    /// <summary>By kind, state and registration, in the order of kinds.</summary>
    Task<ImmutableArray<PointCount>> CountAsync(ImmutableArray<PlaceId>? regions, LineKinds? line, DueDays due, CancellationToken cancel);

    /// <summary>Which of some photos a point shows, each once.</summary>
    Task<ImmutableArray<BlobId>> ShownAsync(ImmutableArray<BlobId> photos, CancellationToken cancel);

    /// <summary>Those of these ids that there are, by id; of more than <see cref="MostAtOnce"/> the first.</summary>
    /// <returns>JSON of each view, as its owner wrote it.</returns>
    Task<ImmutableArray<string>> NamedAsync(ImmutableArray<ServicePointId> ids, CancellationToken cancel);

    /// <summary>Open or paused ones that somebody reported wrong (不符) and nobody mended since, the newest first.</summary>
    /// <param name="regions">Null: every place.</param>
    /// <param name="line">Null: of every line.</param>
    /// <returns>JSON of each view, as its owner wrote it.</returns>
    Task<ImmutableArray<string>> MismatchedAsync(ImmutableArray<PlaceId>? regions, LineKinds? line, int limit, CancellationToken cancel);

    /// <summary>Open or paused ones whose standing is under review (取消资格核查), the one whose review was opened first first.</summary>
    /// <param name="regions">Null: every place.</param>
    /// <param name="line">Null: of every line.</param>
    /// <returns>JSON of each view, as its owner wrote it.</returns>
    Task<ImmutableArray<string>> ReviewedAsync(ImmutableArray<PlaceId>? regions, LineKinds? line, int limit, CancellationToken cancel);

    /// <summary>How many are open or paused in each of some places; a place that has none is left out.</summary>
    Task<ImmutableDictionary<PlaceId, int>> PopulationsAsync(ImmutableArray<PlaceId> regions, CancellationToken cancel);

    /// <summary>
    /// Of each point the event that gave it its listing as it stood at a version, and the one that gave it its place; of one that is not
    /// there, none. By stream and version.
    /// </summary>
    /// <param name="points">At most <see cref="MostAtOnce"/>.</param>
    Task<ImmutableArray<Envelope>> ListedAtAsync(ImmutableArray<(ServicePointId Point, long Version)> points, CancellationToken cancel);
}

public static class ServicePointReading
{
    /// <summary>A view as its owner wrote it.</summary>
    public static ServicePointView Read(string view) => JsonSerializer.Deserialize<ServicePointView>(view, JournalJson.Options)!;

    /// <summary>Listing and place as events of <see cref="IServicePointRows.ListedAtAsync"/> left them, by point.</summary>
    public static ImmutableDictionary<ServicePointId, PointBasis> BasesOf(IEnumerable<Envelope> events)
    {
        var bases = ImmutableDictionary.CreateBuilder<ServicePointId, PointBasis>();
        foreach (var point in events.OrderBy(e => e.Version).GroupBy(e => e.Stream))
        {
            (PointListing? Listing, PlaceId? Place) found = default;
            foreach (var happened in point)
            {
                found = EventCatalog<ServicePointEvent>.Read(happened) switch
                {
                    ServicePointEvent.Found e => (e.Draft.Listing, e.Draft.Place),
                    ServicePointEvent.Corrected e => (e.Listing, found.Place),
                    ServicePointEvent.Imported e => (e.Listing, found.Place),
                    ServicePointEvent.Moved e => (found.Listing, e.To),
                    _ => found,
                };
            }

            if (found is ({ } listing, { } place)) bases[ServicePointId.Of(point.Key.Id)] = new PointBasis(listing, place);
        }

        return bases.ToImmutable();
    }

    /// <summary>All of some places, page by page: for what must be whole, such as a sample.</summary>
    /// <param name="regions">Null: every place.</param>
    public static async Task<ImmutableArray<ServicePointView>> AllAsync(this IServicePointRows rows, ImmutableArray<PlaceId>? regions, CancellationToken cancel)
    {
        var all = ImmutableArray.CreateBuilder<ServicePointView>();
        for (var isMore = true; isMore;)
        {
            var page = await rows.OfAsync(regions, null, cancel, all.Count == 0 ? null : all[^1].Id);
            all.AddRange(page.Select(Read));
            isMore = page.Length == IServicePointRows.MostAtOnce;
        }

        return all.DrainToImmutable();
    }
}

/// <param name="View">JSON, as its owner wrote it.</param>
public sealed record ListedPoint(string Order, string View);

/// <param name="Regions">Null: every place.</param>
/// <param name="Line">Null: of every line.</param>
/// <param name="IsDue">
/// See <see cref="ServicePointQuery.IsDue"/>; the order is then the day on which the first cycle ended, empty where nothing was ever verified.
/// Else it is <see cref="DueDays.Fresh"/> or <see cref="DueDays.Overdue"/>.
/// </param>
/// <param name="Limit">1 to 200.</param>
public sealed record ServicePointFilter(
    ImmutableArray<PlaceId>? Regions,
    LineKinds? Line,
    PointKindId? Kind,
    PointState? State,
    Registration? Registration,
    string? Text,
    bool IsDue,
    DueDays Due,
    PointCursor? After,
    int Limit);

/// <summary>What counts as overdue on a day.</summary>
/// <param name="ContactDays">See <see cref="DirectoryRules.ContactDays"/>.</param>
/// <param name="OtherDays">See <see cref="DirectoryRules.OtherDays"/>.</param>
public sealed record DueDays(DateOnly Today, int ContactDays, int OtherDays)
{
    public const string Fresh = "0";
    public const string Overdue = "1";

    /// <summary>Of phone and hours what was verified on this day, or later, holds.</summary>
    public DateOnly ContactSince => Back(ContactDays);

    /// <summary>The same of the rest.</summary>
    public DateOnly OtherSince => Back(OtherDays);

    /// <param name="rules">Null before a plan says any: all is overdue then.</param>
    public static DueDays Of(DirectoryRules? rules, DateOnly today) => rules is null ? new(today, 0, 0) : new(today, rules.ContactDays, rules.OtherDays);

    private DateOnly Back(int days) => DateOnly.FromDayNumber(Math.Max(0, Today.DayNumber - days));
}

/// <summary>Whose points are a line's: those of its kinds by the plan in force, whatever line they were entered under.</summary>
/// <param name="Own">Kinds that are its own.</param>
/// <param name="Others">Kinds that are another line's. A point of a kind that is nobody's any more stays with the line that it was entered under.</param>
public sealed record LineKinds(LineId Line, ImmutableArray<PointKindId> Own, ImmutableArray<PointKindId> Others)
{
    /// <param name="rules">Null before a plan says any.</param>
    public static LineKinds Of(LineId line, DirectoryRules? rules)
    {
        var kinds = (rules?.Kinds ?? []).ToLookup(k => k.Line == line, k => k.Id);
        return new(line, [.. kinds[true]], [.. kinds[false]]);
    }
}

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
    Task<ImmutableArray<PointCount>> CountAsync(ImmutableArray<PlaceId>? regions, LineId? line, DueDays due, CancellationToken cancel);

    /// <summary>Of every photo that a point shows.</summary>
    Task<ImmutableArray<BlobId>> PhotosAsync(CancellationToken cancel);
}

public static class ServicePointReading
{
    /// <summary>A view as its owner wrote it.</summary>
    public static ServicePointView Read(string view) => JsonSerializer.Deserialize<ServicePointView>(view, JournalJson.Options)!;

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
/// <param name="IsDue">See <see cref="ServicePointQuery.IsDue"/>; the order is then the day on which the first cycle ended, empty where nothing was ever verified.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record ServicePointFilter(
    ImmutableArray<PlaceId>? Regions,
    LineId? Line,
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
    /// <param name="rules">Null before a plan says any: all is overdue then.</param>
    public static DueDays Of(DirectoryRules? rules, DateOnly today) => rules is null ? new(today, 0, 0) : new(today, rules.ContactDays, rules.OtherDays);
}

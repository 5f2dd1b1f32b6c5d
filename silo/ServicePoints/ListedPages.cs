using System.Collections.Immutable;
using Circle.Domain.ServicePoints;
using Circle.Grains.ServicePoints;

namespace Circle.Silo.ServicePoints;

/// <summary>
/// A list in the order of ids whose overdue points come last, on every database: two walks over the ids, of which each ends with the page.
/// </summary>
internal static class ListedPages
{
    /// <param name="walk">Views of those that are overdue, or of those that are not, after an id (null: from the first), so many at most.</param>
    public static async Task<ImmutableArray<ListedPoint>> ReadAsync(ServicePointFilter filter, Func<bool, ServicePointId?, int, Task<ImmutableArray<string>>> walk)
    {
        var (limit, sunk) = (Math.Clamp(filter.Limit, 1, 200), filter.After?.Order == DueDays.Overdue);
        var page = ImmutableArray.CreateBuilder<ListedPoint>(limit);
        if (!sunk) page.AddRange((await walk(false, filter.After?.Id, limit)).Select(view => new ListedPoint(DueDays.Fresh, view)));
        if (page.Count < limit)
            page.AddRange((await walk(true, sunk ? filter.After?.Id : null, limit - page.Count)).Select(view => new ListedPoint(DueDays.Overdue, view)));
        return page.DrainToImmutable();
    }
}

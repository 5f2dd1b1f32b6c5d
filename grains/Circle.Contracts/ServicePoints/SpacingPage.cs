using System.Collections.Immutable;
using System.Globalization;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;

namespace Circle.Contracts.ServicePoints;

/// <param name="Place">Null: everywhere; else this place and all under it.</param>
/// <param name="Line">Null: of every line; else points of its kinds alone.</param>
/// <param name="After"><see cref="SpacingPage.Next"/> of the page before.</param>
/// <param name="Limit">1 to 200.</param>
[GenerateSerializer, Immutable, Alias("SpacingQuery")]
public sealed record SpacingQuery(
    [property: Id(0)] PlaceId? Place, [property: Id(1)] LineId? Line, [property: Id(2)] PointCursor? After, [property: Id(3)] int Limit) : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line);
}

/// <summary>Broken rules first, then what cannot be told, each from the nearest on; what fits last.</summary>
/// <param name="Next">Where the next page begins; null at the end.</param>
/// <param name="Fits">How many fit, on whatever page.</param>
[GenerateSerializer, Immutable, Alias("SpacingPage")]
public sealed record SpacingPage([property: Id(0)] ImmutableArray<SpacingFinding> Items, [property: Id(1)] string? Next, [property: Id(2)] int Fits)
{
    public static SpacingPage Empty { get; } = new([], null, 0);

    /// <param name="all">In the order of <see cref="Spacing"/>.</param>
    public static SpacingPage Of(ImmutableArray<SpacingFinding> all, PointCursor? after, int limit)
    {
        var left = all.Where(f => after is not { } seen || IsAfter(CursorOf(f), seen));
        var page = left.Take(Math.Clamp(limit, 1, 200)).ToImmutableArray();
        var isMore = page is [.., var last] && all[^1].Point != last.Point;
        return new(page, isMore ? CursorOf(page[^1]).ToString() : null, all.Count(f => f.Verdict == SpacingVerdict.Fits));
    }

    private static PointCursor CursorOf(SpacingFinding finding)
        => new(string.Create(CultureInfo.InvariantCulture, $"{finding.Rank}-{finding.Metres:D8}"), finding.Point);

    private static bool IsAfter(PointCursor one, PointCursor other)
        => string.CompareOrdinal(one.Order, other.Order) is var order && (order > 0 || (order == 0 && string.CompareOrdinal(one.Id.Value, other.Id.Value) > 0));
}

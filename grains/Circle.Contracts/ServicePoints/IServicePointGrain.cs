using System.Buffers;
using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.PointChecks;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tickets;
using Orleans.Concurrency;

namespace Circle.Contracts.ServicePoints;

/// <summary>One service point 服务点; the key is its id.</summary>
[Alias("IServicePointGrain")]
public interface IServicePointGrain : ICommandGrain<ServicePointCommand>
{
    /// <summary>As committed; null when there is none.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Read)]
    Task<PointNow?> View();

    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Read)]
    Task<HistoryPage> History(long after, int limit);

    /// <summary>What phone checks of the last <see cref="CheckQuery.MostQuarters"/> quarters found wrong at it, the newest first, mended or not.</summary>
    [Alias("Findings"), AlwaysInterleave, Needs(Permission.Read)]
    Task<ImmutableArray<PointFinding>> Findings();

    /// <summary>What a file is compared with: listing and place at a version; null: as the last file had them. Null: there is none.</summary>
    [Alias("Basis"), AlwaysInterleave, Needs(Permission.Read)]
    Task<PointBasis?> Basis(long? version);

    /// <summary>Tickets about it, of whatever day, as committed.</summary>
    [Alias("Complaints"), AlwaysInterleave, Needs(Permission.Read)]
    Task<TicketCounts> Complaints();

    /// <summary>Its own row, absolute, which another stream's commit has changed; the greater revision wins. From a silo.</summary>
    [Alias("Touched"), AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task Touched(PlaceRow row);
}

/// <summary>Lists from the read rows; wakes no service point.</summary>
[Alias("IServicePointQueries")]
public interface IServicePointQueries : IGrainWithIntegerKey
{
    [Alias("List"), Needs(Permission.Read)]
    Task<ServicePointPage> List(ServicePointQuery query);

    /// <summary>How many there are of each kind, wherever they stand on their way.</summary>
    [Alias("Count"), Needs(Permission.Read)]
    Task<ImmutableArray<PointCount>> Count(PointScope scope);

    /// <summary>How far points are apart whose kinds are not to stand close together, those of the place alone; see <see cref="Domain.ServicePoints.Spacing"/>.</summary>
    [Alias("Spacing"), Needs(Permission.Read)]
    Task<SpacingPage> Spacing(SpacingQuery query);

    /// <summary>取消资格核查: points whose standing is under review since a complaint was substantiated, the longest first; at most <see cref="MostReviewed"/>.</summary>
    [Alias("Reviewed"), Needs(Permission.Read)]
    Task<ImmutableArray<PointNow>> Reviewed(PointScope scope);

    const int MostReviewed = 200;
}

/// <param name="Place">Null: everywhere; else this place and all under it.</param>
/// <param name="Line">Null: of every line; else points of its kinds alone.</param>
/// <param name="Kind">Null: every kind.</param>
/// <param name="State">Null: every state.</param>
/// <param name="Registration">Null: wherever on its way.</param>
/// <param name="Text">Part of the name; null: any.</param>
/// <param name="IsDue">True: only what is past its cycle of verification and still to be gone to, the longest first. False: everything, what is past its cycle last.</param>
/// <param name="After"><see cref="ServicePointPage.Next"/> of the page before.</param>
/// <param name="Limit">1 to 200.</param>
[GenerateSerializer, Immutable, Alias("ServicePointQuery")]
public sealed record ServicePointQuery(
    [property: Id(0)] PlaceId? Place,
    [property: Id(1)] LineId? Line,
    [property: Id(2)] PointKindId? Kind,
    [property: Id(3)] PointState? State,
    [property: Id(4)] Registration? Registration,
    [property: Id(5)] string? Text,
    [property: Id(6)] bool IsDue,
    [property: Id(7)] PointCursor? After,
    [property: Id(8)] int Limit) : IConcerns
{
    public const int MaxText = 100;

    Subject IConcerns.Subject => new(Place, Line);
}

/// <summary>Where a page of a list ends. Its text is for the next question alone.</summary>
/// <param name="Order">What the list is ordered by before ids: a date as yyyy-MM-dd, a digit, a digit and metres, or nothing.</param>
[GenerateSerializer, Immutable, Alias("PointCursor")]
public readonly record struct PointCursor([property: Id(0)] string Order, [property: Id(1)] ServicePointId Id)
{
    private static readonly SearchValues<char> InOrders = SearchValues.Create("0123456789-");

    public override string ToString() => $"{Order}~{Id}";

    public static bool TryParse(string text, out PointCursor cursor)
    {
        var at = text.IndexOf('~', StringComparison.Ordinal);
        cursor = default;
        if (at is < 0 or > 10 || text.AsSpan(0, at).ContainsAnyExcept(InOrders) || !TextId.TryParse<ServicePointId>(text[(at + 1)..], out var id)) return false;
        cursor = new(text[..at], id);
        return true;
    }
}

/// <param name="Next">Where the next page begins; null at the end.</param>
/// <param name="Total">How many the question has on all of its pages; null on those after the first.</param>
[GenerateSerializer, Immutable, Alias("ServicePointPage")]
public sealed record ServicePointPage([property: Id(0)] ImmutableArray<PointNow> Items, [property: Id(1)] string? Next, [property: Id(2)] int? Total);

/// <param name="Place">Null: everywhere; else this place and all under it.</param>
/// <param name="Line">Null: of every line; else points of its kinds alone.</param>
[GenerateSerializer, Immutable, Alias("PointScope")]
public sealed record PointScope([property: Id(0)] PlaceId? Place, [property: Id(1)] LineId? Line) : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line);
}

/// <param name="Overdue">Of <paramref name="Count"/> those past a cycle of verification.</param>
[GenerateSerializer, Immutable, Alias("PointCount")]
public sealed record PointCount(
    [property: Id(0)] PointKindId Kind, [property: Id(1)] PointState State, [property: Id(2)] Registration Registration, [property: Id(3)] int Count, [property: Id(4)] int Overdue);

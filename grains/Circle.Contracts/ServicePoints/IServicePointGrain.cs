using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Orleans.Concurrency;

namespace Circle.Contracts.ServicePoints;

/// <summary>One service point 服务点; the key is its id.</summary>
[Alias("IServicePointGrain")]
public interface IServicePointGrain : ICommandGrain<ServicePointCommand>
{
    /// <summary>As committed; null when there is none.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Read)]
    Task<ServicePointView?> View();

    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Read)]
    Task<HistoryPage> History(long after, int limit);

    /// <summary>What a file is compared with: listing and place at a version; null: as the last file had them. Null: there is none.</summary>
    [Alias("Basis"), AlwaysInterleave, Needs(Permission.Read)]
    Task<PointBasis?> Basis(long? version);
}

/// <summary>Lists from the read rows; wakes no service point.</summary>
[Alias("IServicePointQueries")]
public interface IServicePointQueries : IGrainWithIntegerKey
{
    [Alias("List"), Needs(Permission.Read)]
    Task<ServicePointPage> List(ServicePointQuery query);
}

/// <param name="Place">Null: everywhere; else this place and all under it.</param>
/// <param name="Line">Null: of every line; else points of its kinds alone.</param>
/// <param name="Kind">Null: every kind.</param>
/// <param name="State">Null: every state.</param>
/// <param name="Registration">Null: wherever on its way.</param>
/// <param name="After">Last id of the page before.</param>
/// <param name="Limit">1 to 200.</param>
[GenerateSerializer, Immutable, Alias("ServicePointQuery")]
public sealed record ServicePointQuery(
    [property: Id(0)] PlaceId? Place,
    [property: Id(1)] LineId? Line,
    [property: Id(2)] PointKindId? Kind,
    [property: Id(3)] PointState? State,
    [property: Id(4)] Registration? Registration,
    [property: Id(5)] ServicePointId? After,
    [property: Id(6)] int Limit) : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line);
}

/// <param name="Next">Where the next page begins; null at the end.</param>
[GenerateSerializer, Immutable, Alias("ServicePointPage")]
public sealed record ServicePointPage([property: Id(0)] ImmutableArray<ServicePointView> Items, [property: Id(1)] ServicePointId? Next);

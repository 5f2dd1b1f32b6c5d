using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Coordinations;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans.Concurrency;

namespace Circle.Contracts.Coordinations;

/// <summary>需协调事项; its own key is the <see cref="CoordinationId"/>.</summary>
[Alias("ICoordinationGrain")]
public interface ICoordinationGrain : ICommandGrain<CoordinationCommand>
{
    /// <summary>Null: it was never raised.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Read)]
    Task<CoordinationView?> View();

    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Read)]
    Task<HistoryPage> History(long after, int limit);
}

/// <summary>Lists from the read rows; wakes no matter.</summary>
[Alias("ICoordinationQueries")]
public interface ICoordinationQueries : IGrainWithIntegerKey
{
    /// <summary>By id, the latest first where ids rise with time.</summary>
    [Alias("List"), Needs(Permission.Read), ResponseTimeout("00:00:10")]
    Task<CoordinationPage> List(CoordinationQuery query);
}

/// <param name="Place">Raised by it or by a street under it; null: everywhere.</param>
/// <param name="Line">Whose lead unit is asked; null: every line.</param>
/// <param name="Stages">None: all.</param>
/// <param name="After">Last id of the page before; null: from the first.</param>
/// <param name="Limit">1 to <see cref="CoordinationPage.MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("CoordinationQuery")]
public sealed record CoordinationQuery(
    [property: Id(0)] PlaceId? Place, [property: Id(1)] LineId? Line, [property: Id(2)] ImmutableArray<CoordinationStage> Stages, [property: Id(3)] CoordinationId? After, [property: Id(4)] int Limit)
    : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line);
}

/// <param name="Next">To ask with for the rest; null: there is none.</param>
[GenerateSerializer, Immutable, Alias("CoordinationPage")]
public sealed record CoordinationPage([property: Id(0)] ImmutableArray<CoordinationView> Matters, [property: Id(1)] CoordinationId? Next)
{
    public const int MaxLimit = 200;
}

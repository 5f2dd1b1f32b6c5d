using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;

namespace Circle.Grains.ServicePoints;

/// <summary>Lists of service points from their rows: the read side, no grain is woken.</summary>
public interface IServicePointRows
{
    /// <summary>At most <see cref="ServicePointFilter.Limit"/> rows after <see cref="ServicePointFilter.After"/>, by id.</summary>
    /// <returns>JSON of each view, as its owner wrote it.</returns>
    Task<ImmutableArray<string>> ListAsync(ServicePointFilter filter, CancellationToken cancel);
}

/// <param name="Regions">Null: every place.</param>
/// <param name="Line">Null: of every line.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record ServicePointFilter(
    ImmutableArray<PlaceId>? Regions, LineId? Line, PointKindId? Kind, PointState? State, Registration? Registration, ServicePointId? After, int Limit);

using System.Collections.Immutable;
using Circle.Domain.Places;

namespace Circle.Grains.LivingCircles;

/// <summary>Reads of the living circles' rows; they are written by the journal's commit alone.</summary>
public interface ILivingCircleRows
{
    /// <summary>JSON of each view, as its owner wrote it, by community.</summary>
    Task<ImmutableArray<string>> ListAsync(ImmutableArray<PlaceId> communities, CancellationToken cancel);

    /// <summary>Who named a community as neighbour.</summary>
    Task<ImmutableArray<PlaceId>> NamingAsync(PlaceId community, CancellationToken cancel);
}

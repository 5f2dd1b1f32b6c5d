using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;

namespace Circle.Grains.PointChecks;

/// <summary>Reads of the checks' rows; they are written by the journal's commit alone.</summary>
public interface IPointCheckRows
{
    /// <summary>JSON of each view, as its owner wrote it, by id.</summary>
    Task<ImmutableArray<string>> ListAsync(ImmutableArray<PlaceId> streets, ImmutableArray<Quarter> quarters, CancellationToken cancel);

    /// <summary>Those that have drawn a point, whichever street it belonged to then; of one quarter seldom more than one.</summary>
    /// <returns>JSON of each view, as its owner wrote it, by id.</returns>
    Task<ImmutableArray<string>> OfPointAsync(ServicePointId point, ImmutableArray<Quarter> quarters, CancellationToken cancel);
}

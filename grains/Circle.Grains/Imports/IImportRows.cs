using System.Collections.Immutable;
using Circle.Domain.Imports;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;

namespace Circle.Grains.Imports;

/// <summary>Records of imports, and what is exported whole, from their rows.</summary>
public interface IImportRows
{
    /// <summary>At most <paramref name="limit"/>, the newest first.</summary>
    /// <param name="before">Null: from the newest.</param>
    /// <returns>JSON of each record, as its owner wrote it.</returns>
    Task<ImmutableArray<string>> ListAsync(ImportId? before, int limit, CancellationToken cancel);

    /// <summary>Service points of a kind after an id, by id.</summary>
    /// <param name="regions">Null: every place.</param>
    /// <returns>JSON of each view, as its owner wrote it.</returns>
    Task<ImmutableArray<string>> PointsAsync(PointKindId kind, ImmutableArray<PlaceId>? regions, ServicePointId? after, int limit, CancellationToken cancel);
}

using System.Collections.Immutable;
using Circle.Domain.Imports;

namespace Circle.Grains.Imports;

/// <summary>Records of imports from their rows.</summary>
public interface IImportRows
{
    /// <summary>At most <paramref name="limit"/>, the newest first.</summary>
    /// <param name="before">Null: from the newest.</param>
    /// <returns>JSON of each record, as its owner wrote it.</returns>
    Task<ImmutableArray<string>> ListAsync(ImportId? before, int limit, CancellationToken cancel);
}

using System.Collections.Immutable;
using Circle.Domain.Blobs;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Grains.Supervisions;

/// <summary>Reads of the rows of orders and of matters to coordinate; they are written by the journal's commit alone.</summary>
public interface ISupervisionRows
{
    /// <summary>JSON of each view, as its owner wrote it, by id from the greatest down.</summary>
    /// <param name="kind">Of its stream.</param>
    /// <param name="regions">Null: every place.</param>
    /// <param name="line">Null: every line, and none.</param>
    /// <param name="stages">None: all.</param>
    /// <param name="after">An id; null: from the first.</param>
    /// <param name="limit">1 to <see cref="MaxLimit"/>.</param>
    Task<ImmutableArray<string>> ListAsync(string kind, ImmutableArray<PlaceId>? regions, LineId? line, ImmutableArray<string> stages, string? after, int limit, CancellationToken cancel);

    /// <summary>Which of these a reply of an order names.</summary>
    /// <param name="blobs">At most <see cref="MaxLimit"/>.</param>
    Task<ImmutableArray<BlobId>> NamedAsync(ImmutableArray<BlobId> blobs, CancellationToken cancel);

    const int MaxLimit = 500;
}

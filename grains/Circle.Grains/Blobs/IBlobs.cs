using System.Collections.Immutable;
using Circle.Domain.Blobs;

namespace Circle.Grains.Blobs;

/// <summary>What blobs are for. Each has a shelf of its own: who may read one, and how long it stays, is the shelf's matter.</summary>
public enum BlobShelf
{
    Photos,

    /// <summary>Sent and not named by anything yet: gone a day later.</summary>
    Uploads,

    /// <summary>Evidence of acceptances: stays as long as the journal that names it.</summary>
    Inspections,

    /// <summary>Of replies to orders.</summary>
    Replies,

    /// <summary>Of answers to tickets: stays as long as the journal that names it.</summary>
    Tickets,

    /// <summary>Pictures of volunteers' activities: stays as long as the journal that names it.</summary>
    Activities,
}

/// <summary>Photos' and documents' bytes, each by its hash. An event names a blob only after it was put.</summary>
public interface IBlobs
{
    /// <summary>It is durable when this returns. The same content again is the same blob, and counts as put anew.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is empty, or has more than <see cref="BlobId.MaxBytes"/>: what takes blobs has limits of its own.</exception>
    Task<BlobId> PutAsync(BlobShelf shelf, ReadOnlyMemory<byte> content, CancellationToken cancel);

    /// <summary>All of it; null: there is none.</summary>
    /// <exception cref="BrokenBlobException">What lies there is not what its name says.</exception>
    Task<byte[]?> GetAsync(BlobShelf shelf, BlobId id, CancellationToken cancel);

    /// <summary>Those that were put last before a moment, by id.</summary>
    /// <param name="after">Null: from the first.</param>
    Task<ImmutableArray<BlobId>> PutBeforeAsync(BlobShelf shelf, DateTimeOffset moment, BlobId? after, int limit, CancellationToken cancel);

    /// <summary>Nothing happens to one that was put since.</summary>
    Task RemoveAsync(BlobShelf shelf, BlobId id, DateTimeOffset putBefore, CancellationToken cancel);
}

/// <summary>A blob whose content is no longer what its name says: a broken disk, or somebody's hand.</summary>
public sealed class BrokenBlobException(BlobShelf shelf, BlobId id) : Exception($"the blob {id} of {shelf} is broken: its content is not what its name says");

using Circle.Contracts.Uploads;
using Circle.Domain.Journal;

namespace Circle.Grains.Uploads;

/// <summary>Files that arrive in parts, where blobs are kept: a folder or PostgreSQL. They outlive the process, and any silo goes on with any of them.</summary>
public interface IPartUploads
{
    /// <summary>Where the account has <paramref name="most"/> that are not at their end, the oldest of them gives way; so does, of those that are, the oldest of as many.</summary>
    Task BeginAsync(string id, Actor by, int length, int most, CancellationToken cancel);

    /// <summary>Null: there is none.</summary>
    Task<(PartUpload Upload, Actor By)?> FindAsync(string id, CancellationToken cancel);

    /// <summary>Durable when this returns; of two at the same offset one is taken.</summary>
    /// <returns>Bytes that are received now; null: <paramref name="offset"/> were not received, or there is none.</returns>
    Task<int?> AppendAsync(string id, int offset, ReadOnlyMemory<byte> part, CancellationToken cancel);

    /// <summary>What is received so far; null: there is none.</summary>
    Task<byte[]?> ReadAsync(string id, CancellationToken cancel);

    /// <returns>How many were begun before the moment and are gone now.</returns>
    Task<int> RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancel);
}

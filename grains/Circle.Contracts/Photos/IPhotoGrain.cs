using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;

namespace Circle.Contracts.Photos;

/// <summary>Photos' bytes, for nodes that reach no storage of their own. Key 0.</summary>
[Alias("IPhotoGrain")]
public interface IPhotoGrain : IGrainWithIntegerKey
{
    /// <summary>Keeps it: durable when this returns. What nothing shows a day later is removed.</summary>
    /// <param name="content">At most <see cref="Domain.Photos.Photo.MaxBytes"/>, drawn anew by whoever sends it.</param>
    [Alias("Keep"), Needs(Permission.Keep)]
    Task<BlobId> Keep(ImmutableArray<byte> content);

    /// <summary>Null: there is none.</summary>
    [Alias("Read"), Needs(Permission.Read)]
    Task<PhotoContent?> Read(BlobId id);
}

/// <param name="Bytes">Empty where <paramref name="IsBroken"/>.</param>
/// <param name="IsBroken">What lies there is not what was put there.</param>
[GenerateSerializer, Immutable, Alias("PhotoContent")]
public sealed record PhotoContent([property: Id(0)] ImmutableArray<byte> Bytes, [property: Id(1)] bool IsBroken);

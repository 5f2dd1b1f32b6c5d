using Circle.Grains.Blobs;
using Circle.Grains.ServicePoints;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Photos;

/// <summary>Removes photos that nothing shows: those of a command that was refused or never came, and those that were replaced or taken away.</summary>
public sealed class PhotoSweep(IBlobs blobs, IServicePointRows points, TimeProvider real, ILogger<PhotoSweep> log) : ShelfSweep(BlobShelf.Photos, blobs, points.ShownAsync, real, log);

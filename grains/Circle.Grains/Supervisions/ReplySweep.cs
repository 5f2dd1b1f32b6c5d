using Circle.Grains.Blobs;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Supervisions;

/// <summary>Removes what no reply names: files of a reply that was refused, or never sent.</summary>
public sealed class ReplySweep(IBlobs blobs, ISupervisionRows rows, TimeProvider real, ILogger<ReplySweep> log)
    : ShelfSweep(BlobShelf.Replies, blobs, rows.NamedAsync, real, log);

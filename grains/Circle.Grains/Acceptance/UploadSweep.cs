using System.Collections.Immutable;
using Circle.Domain.Blobs;
using Circle.Grains.Blobs;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Acceptance;

/// <summary>Removes what was sent and never named: what was named lies on a shelf of its own by then.</summary>
public sealed class UploadSweep(IBlobs blobs, TimeProvider real, ILogger<UploadSweep> log)
    : ShelfSweep(BlobShelf.Uploads, blobs, (_, _) => Task.FromResult<ImmutableArray<BlobId>>([]), real, log);

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Circle.Contracts.Journal;
using Circle.Contracts.Uploads;
using Orleans.Concurrency;

namespace Circle.Grains.Uploads;

[StatelessWorker, Reentrant, GrainType("part-uploads")]
public sealed class PartUploadGrain(IPartUploads uploads, TimeProvider real) : Grain, IPartUploadGrain
{
    private const int NameBytes = 16;

    public async Task<string> Begin(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, PartUpload.MostBytes);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes));
        await uploads.BeginAsync(id, Caller.Current!.Value, length, PartUpload.MostOpen, CancellationToken.None);
        return id;
    }

    public async Task<PartUpload?> Find(string id)
        => IsName(id) && await uploads.FindAsync(id, CancellationToken.None) is { } found && found.By == Caller.Current && found.Upload.Expires > real.GetUtcNow() ? found.Upload : null;

    public async Task<int?> Append(string id, int offset, ImmutableArray<byte> part)
    {
        ArgumentOutOfRangeException.ThrowIfZero(part.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part.Length, PartUpload.MostPart);
        return await Find(id) is { } upload && offset + part.Length <= upload.Length ? await uploads.AppendAsync(id, offset, part.AsMemory(), CancellationToken.None) : null;
    }

    public async Task<ImmutableArray<byte>?> Read(string id)
        => await Find(id) is { } upload && upload.Received == upload.Length && await uploads.ReadAsync(id, CancellationToken.None) is { } content
            ? ImmutableCollectionsMarshal.AsImmutableArray(content)
            : null;

    /// <summary>Nothing else that was sent becomes a path.</summary>
    private static bool IsName(string id) => id.Length == 2 * NameBytes && id.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}

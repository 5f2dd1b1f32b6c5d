using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;

namespace Circle.Contracts.Uploads;

/// <summary>Files that arrive in parts, each of whoever began it and of nobody else. Key 0.</summary>
[Alias("IPartUploadGrain")]
public interface IPartUploadGrain : IGrainWithIntegerKey
{
    /// <summary>Begins one: the oldest that whoever asks has not brought to its end gives way to it where there are <see cref="PartUpload.MostOpen"/>.</summary>
    /// <param name="length">1 to <see cref="PartUpload.MostBytes"/>.</param>
    /// <returns>Its name, which nobody guesses.</returns>
    [Alias("Begin"), Needs(Permission.Verify, Permission.Log)]
    Task<string> Begin(int length);

    /// <summary>Null: there is none, it is older than <see cref="PartUpload.Kept"/>, or somebody else's.</summary>
    [Alias("Find"), Needs(Permission.Verify, Permission.Log)]
    Task<PartUpload?> Find(string id);

    /// <summary>Adds a part: durable when this returns.</summary>
    /// <param name="offset">Bytes that were received before.</param>
    /// <param name="part">1 to <see cref="PartUpload.MostPart"/>, and no more than the rest.</param>
    /// <returns>Bytes that are received now; null: it was another number before, or there is none.</returns>
    [Alias("Append"), Needs(Permission.Verify, Permission.Log)]
    Task<int?> Append(string id, int offset, ImmutableArray<byte> part);

    /// <summary>All of it, as often as it is asked for until it is too old; null: it is not at its end, or there is none.</summary>
    [Alias("Read"), Needs(Permission.Verify, Permission.Log)]
    Task<ImmutableArray<byte>?> Read(string id);
}

/// <summary>How far an upload is.</summary>
[GenerateSerializer, Immutable, Alias("PartUpload")]
public sealed record PartUpload([property: Id(0)] int Length, [property: Id(1)] int Received, [property: Id(2)] DateTimeOffset Begun)
{
    /// <summary>As a photo that is sent in one piece.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    public const int MostPart = 128 * 1024;

    /// <summary>Of one account, that are not at their end; and as many that are.</summary>
    public const int MostOpen = 20;

    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public DateTimeOffset Expires => Begun + Kept;
}

using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Photos;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Photos;
using Circle.Domain.Volunteering;
using Orleans.Concurrency;

namespace Circle.Contracts.Volunteering;

/// <summary>志愿活动记录; its own key is the <see cref="ActivityId"/>. What it says names words and people, and holds none.</summary>
[Alias("IActivityGrain")]
public interface IActivityGrain : ICommandGrain<ActivityCommand>
{
    /// <summary>For whoever is in its team; null: it was never entered.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Log)]
    Task<ActivityView?> View();

    /// <summary>For whoever reviews it.</summary>
    [Alias("Reviewed"), AlwaysInterleave, Needs(Permission.Review)]
    Task<ActivityView?> Reviewed();

    /// <summary>Who of it is down for something else at the same time.</summary>
    [Alias("Overlaps"), AlwaysInterleave, Needs(Permission.Review)]
    Task<ImmutableArray<ActivityOverlap>> Overlaps();

    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Review)]
    Task<HistoryPage> History(long after, int limit);

    /// <summary>A picture that it has; null: it has none such.</summary>
    [Alias("Photo"), AlwaysInterleave, Needs(Permission.Log, Permission.Review), ResponseTimeout("00:00:30")]
    Task<PhotoContent?> Photo(BlobId photo);
}

/// <summary>Takes what was drawn from pictures of activities, before a record is told that they are here. Key 0.</summary>
[Alias("IActivityPhotoGrain")]
public interface IActivityPhotoGrain : IGrainWithIntegerKey
{
    /// <summary>It is durable when this returns, and gone a day later unless a record names it.</summary>
    /// <param name="source">SHA-256 of the file that it was drawn from, as the program received it.</param>
    /// <param name="content">At most <see cref="Domain.Photos.Photo.MaxBytes"/>, drawn anew by the program itself.</param>
    [Alias("Keep"), Needs(Permission.Log), ResponseTimeout("00:00:30")]
    Task Keep(BlobId source, Photo photo, ImmutableArray<byte> content);
}

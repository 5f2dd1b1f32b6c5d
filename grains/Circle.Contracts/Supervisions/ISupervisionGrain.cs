using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Photos;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Blobs;
using Circle.Domain.Coordinations;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Supervisions;
using Orleans.Concurrency;

namespace Circle.Contracts.Supervisions;

/// <summary>督办单; its own key is the <see cref="SupervisionId"/>.</summary>
[Alias("ISupervisionGrain")]
public interface ISupervisionGrain : ICommandGrain<SupervisionCommand>
{
    /// <summary>Null: it was never issued.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Read)]
    Task<SupervisionView?> View();

    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Read)]
    Task<HistoryPage> History(long after, int limit);

    /// <summary>Keeps a file for a reply to this order and no other; what no reply names is removed a day later.</summary>
    /// <param name="mediaType">By its content, whatever was said of it.</param>
    /// <returns>Null: there is no such order, or it has ended.</returns>
    [Alias("Keep"), AlwaysInterleave, Needs(Permission.Answer), ResponseTimeout("00:00:30")]
    Task<BlobId?> Keep(string mediaType, ImmutableArray<byte> content);

    /// <summary>A file that one of its replies names; null: none does.</summary>
    [Alias("Evidence"), AlwaysInterleave, Needs(Permission.Read), ResponseTimeout("00:00:30")]
    Task<EvidenceContent?> Evidence(BlobId id);
}

/// <param name="File">As the reply named it.</param>
[GenerateSerializer, Immutable, Alias("EvidenceContent")]
public sealed record EvidenceContent([property: Id(0)] ReplyFile File, [property: Id(1)] PhotoContent Content);

/// <summary>文号登记簿 of a year; the key is <see cref="NumberBook.IdOf"/>. Only silos speak to it.</summary>
[Alias("INumberBookGrain")]
public interface INumberBookGrain : ICommandGrain<NumberCommand>
{
    /// <summary>Null: it was given none.</summary>
    [Alias("NumberOf"), AlwaysInterleave, Needs(Permission.Supervise)]
    Task<SupervisionNumber?> NumberOf(SupervisionId order);
}

/// <summary>Lists from the read rows; wakes no order.</summary>
[Alias("ISupervisionQueries")]
public interface ISupervisionQueries : IGrainWithIntegerKey
{
    /// <summary>By id, the latest first where ids rise with time.</summary>
    [Alias("List"), Needs(Permission.Read), ResponseTimeout("00:00:10")]
    Task<SupervisionPage> List(SupervisionQuery query);

    /// <summary>调度会: what became of a street since a moment.</summary>
    [Alias("Since"), Needs(Permission.Read), ResponseTimeout("00:00:20")]
    Task<StreetSince> Since(SinceQuery query);
}

/// <param name="Place">Orders to it and to all under it; null: everywhere.</param>
/// <param name="Line">Null: every line, and what is of none.</param>
/// <param name="Stages">None: all.</param>
/// <param name="After">Last id of the page before; null: from the first.</param>
/// <param name="Limit">1 to <see cref="SupervisionPage.MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("SupervisionQuery")]
public sealed record SupervisionQuery(
    [property: Id(0)] PlaceId? Place, [property: Id(1)] LineId? Line, [property: Id(2)] ImmutableArray<SupervisionStage> Stages, [property: Id(3)] SupervisionId? After, [property: Id(4)] int Limit)
    : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line);
}

/// <param name="Next">To ask with for the rest; null: there is none.</param>
[GenerateSerializer, Immutable, Alias("SupervisionPage")]
public sealed record SupervisionPage([property: Id(0)] ImmutableArray<SupervisionView> Orders, [property: Id(1)] SupervisionId? Next)
{
    public const int MaxLimit = 200;
}

/// <param name="Line">Null: all of it.</param>
/// <param name="Since">Before now.</param>
[GenerateSerializer, Immutable, Alias("SinceQuery")]
public sealed record SinceQuery([property: Id(0)] PlaceId Street, [property: Id(1)] LineId? Line, [property: Id(2)] DateTimeOffset Since) : IConcerns
{
    Subject IConcerns.Subject => new(Street, Line);
}

/// <summary>One page of a 调度会.</summary>
/// <param name="Lines">Of which something is owed, or was.</param>
/// <param name="Orders">To the street or a community of it, that changed since or have not ended.</param>
/// <param name="Matters">That it raised and that changed since or are not settled.</param>
/// <param name="Raised">Alerts of the street and under it that were raised since and are open.</param>
/// <param name="Ended">That were over, or closed, since.</param>
/// <param name="IsTruncated">There is more than <see cref="MostRead"/> of something, and the rest was not looked at.</param>
[GenerateSerializer, Immutable, Alias("StreetSince")]
public sealed record StreetSince(
    [property: Id(0)] PlaceId Street,
    [property: Id(1)] DateTimeOffset Since,
    [property: Id(2)] ImmutableArray<LineSince> Lines,
    [property: Id(3)] ImmutableArray<SupervisionView> Orders,
    [property: Id(4)] ImmutableArray<CoordinationView> Matters,
    [property: Id(5)] ImmutableArray<AlertView> Raised,
    [property: Id(6)] ImmutableArray<AlertView> Ended,
    [property: Id(7)] bool IsTruncated)
{
    public const int MostRead = 2_000;
}

/// <summary>What the street owed of a line, then and now: both by what is known now, so that a fact entered late counts from its effective date.</summary>
[GenerateSerializer, Immutable, Alias("LineSince")]
public sealed record LineSince([property: Id(0)] LineId Line, [property: Id(1)] long OwedThen, [property: Id(2)] long OwedNow, [property: Id(3)] int DaysOverdue);

using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Photos;
using Circle.Domain.Acceptance;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans.Concurrency;

namespace Circle.Contracts.Acceptance;

/// <summary>验收 of one facility; the key is the facility's id. What the facility, the standard and chance have to say it asks by itself.</summary>
[Alias("IAcceptanceGrain")]
public interface IAcceptanceGrain : ICommandGrain<AcceptanceCommand>
{
    /// <summary>With all its rounds; null: nothing was reported yet.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Read)]
    Task<AcceptanceView?> View();

    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Read)]
    Task<HistoryPage> History(long after, int limit);

    /// <summary>A photo that one of its rounds shows; null: none does.</summary>
    [Alias("Photo"), AlwaysInterleave, Needs(Permission.Read)]
    Task<PhotoContent?> Photo(BlobId photo);
}

/// <summary>Keeps what is sent until something names it.</summary>
[Alias("IUploadGrain")]
public interface IUploadGrain : IGrainWithIntegerKey
{
    /// <summary>For what is reported. It is durable when this returns, and gone a day later unless it was named.</summary>
    /// <param name="photo">As which whoever asks, and nobody else, names it.</param>
    /// <param name="content">At most <see cref="Domain.Photos.Photo.MaxBytes"/>, drawn anew by the program itself.</param>
    [Alias("KeepReported"), Needs(Permission.Report)]
    Task KeepReported(Photo photo, ImmutableArray<byte> content);

    /// <summary>The same for what an inspection finds.</summary>
    [Alias("KeepInspected"), Needs(Permission.Verify)]
    Task KeepInspected(Photo photo, ImmutableArray<byte> content);
}

/// <summary>Lists from the read rows; wakes no acceptance.</summary>
[Alias("IAcceptanceQueries")]
public interface IAcceptanceQueries : IGrainWithIntegerKey
{
    /// <summary>By the facility's id.</summary>
    [Alias("List"), Needs(Permission.Read), ResponseTimeout("00:00:10")]
    Task<AcceptancePage> List(AcceptanceQuery query);

    /// <summary>Of some accounts those that may inspect a line in a place: whom an inspection's members are chosen from.</summary>
    [Alias("Inspectors"), Needs(Permission.Plan), ResponseTimeout("00:00:10")]
    Task<ImmutableArray<AccountId>> Inspectors(InspectorQuery query);
}

/// <param name="Place">Null, as is the line: who may inspect anything anywhere.</param>
/// <param name="Among">At most <see cref="MostAmong"/>; what is more is not looked at.</param>
[GenerateSerializer, Immutable, Alias("InspectorQuery")]
public sealed record InspectorQuery([property: Id(0)] PlaceId? Place, [property: Id(1)] LineId? Line, [property: Id(2)] ImmutableArray<AccountId> Among)
{
    public const int MostAmong = 2_000;
}

/// <param name="Place">It and all under it; null: everywhere.</param>
/// <param name="Waits">Null: all that wait for somebody; <see cref="Waiting.Nothing"/>: those whose last round is over.</param>
/// <param name="Member">Null: whoever inspects; else inspections with this member.</param>
/// <param name="After">Last facility of the page before.</param>
/// <param name="Limit">1 to <see cref="AcceptancePage.MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("AcceptanceQuery")]
public sealed record AcceptanceQuery(
    [property: Id(0)] PlaceId? Place,
    [property: Id(1)] LineId? Line,
    [property: Id(2)] Waiting? Waits,
    [property: Id(3)] Actor? Member,
    [property: Id(4)] FacilityId? After,
    [property: Id(5)] int Limit) : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line);
}

/// <param name="Next">Where the next page begins; null at the end.</param>
[GenerateSerializer, Immutable, Alias("AcceptancePage")]
public sealed record AcceptancePage([property: Id(0)] ImmutableArray<AcceptanceHead> Items, [property: Id(1)] FacilityId? Next)
{
    public const int MaxLimit = 200;
}

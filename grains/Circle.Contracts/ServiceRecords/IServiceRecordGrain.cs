using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Volunteering;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServiceRecords;
using Circle.Domain.Tickets;
using Circle.Domain.Volunteering;
using Orleans.Concurrency;

namespace Circle.Contracts.ServiceRecords;

/// <summary>志愿服务记录证明; its own key is the <see cref="ServiceRecordId"/>.</summary>
[Alias("IServiceRecordGrain")]
public interface IServiceRecordGrain : ICommandGrain<ServiceRecordCommand>
{
    /// <summary>Null: it was never asked for.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Log, Permission.Review)]
    Task<ServiceRecordView?> View();

    /// <summary>What it lists by today, oldest first, with where it was and what the residents said.</summary>
    [Alias("Lines"), AlwaysInterleave, Needs(Permission.Log, Permission.Review), ResponseTimeout("00:00:30")]
    Task<ServiceRecordLines> Lines();
}

/// <summary>Lists of records from the read rows; wakes none. Key 0.</summary>
[Alias("IServiceRecordQueries")]
public interface IServiceRecordQueries : IGrainWithIntegerKey
{
    /// <summary>One person's own, the newest first, at most <see cref="ServiceRecordPage.MaxLimit"/>.</summary>
    [Alias("OfPerson"), Needs(Permission.Log)]
    Task<ImmutableArray<ServiceRecordView>> OfPerson(PersonRecords query);

    /// <summary>For whoever issues them: what waits for it, longest first; else the newest first.</summary>
    [Alias("List"), Needs(Permission.Review)]
    Task<ServiceRecordPage> List(ServiceRecordQuery query);

    /// <summary>What anybody is told who has the code; null: it is no code of any record.</summary>
    /// <param name="code">As <see cref="VerificationCode.Read"/> gave it.</param>
    [Alias("Verify"), Needs(Permission.Log)]
    Task<VerifiedRecord?> Verify(string code);
}

/// <param name="Team">Of which whoever asks is one.</param>
[GenerateSerializer, Immutable, Alias("PersonRecords")]
public sealed record PersonRecords([property: Id(0)] FacilityId Team, [property: Id(1)] VolunteerId Who) : IConcerns
{
    Subject IConcerns.Subject => new(Team: Team);
}

/// <param name="Place">It and all under it; null: of the team alone.</param>
/// <param name="Team">Null: of every team there.</param>
/// <param name="IsWaiting">Those that wait to be issued alone.</param>
/// <param name="Limit">1 to <see cref="ServiceRecordPage.MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("ServiceRecordQuery")]
public sealed record ServiceRecordQuery(
    [property: Id(0)] PlaceId? Place, [property: Id(1)] LineId? Line, [property: Id(2)] FacilityId? Team, [property: Id(3)] bool IsWaiting, [property: Id(4)] ActivityCursor? After, [property: Id(5)] int Limit) : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line, Team);
}

/// <param name="Next">Null at the end.</param>
[GenerateSerializer, Immutable, Alias("ServiceRecordPage")]
public sealed record ServiceRecordPage([property: Id(0)] ImmutableArray<ServiceRecordView> Records, [property: Id(1)] ActivityCursor? Next)
{
    public const int MaxLimit = 200;
}

/// <param name="IsAsIssued">Whether the entries are what they were when it was issued; null: it is not issued.</param>
[GenerateSerializer, Immutable, Alias("ServiceRecordLines")]
public sealed record ServiceRecordLines([property: Id(0)] ImmutableArray<ServiceRecordLine> Lines, [property: Id(1)] bool? IsAsIssued);

/// <summary>一次服务</summary>
/// <param name="Project">服务项目</param>
/// <param name="Place">服务地点</param>
/// <param name="Helped">服务对象人数</param>
/// <param name="Minutes">That count.</param>
/// <param name="Rating">服务质量评价; null: nobody gave one.</param>
[GenerateSerializer, Immutable, Alias("ServiceRecordLine")]
public sealed record ServiceRecordLine(
    [property: Id(0)] ActivityId Activity,
    [property: Id(1)] DateTimeOffset Began,
    [property: Id(2)] DateTimeOffset Ended,
    [property: Id(3)] string Project,
    [property: Id(4)] string Place,
    [property: Id(5)] int Helped,
    [property: Id(6)] long Minutes,
    [property: Id(7)] Satisfaction? Rating,
    [property: Id(8)] bool IsReviewed);

/// <param name="IsAsIssued">The entries that it lists are what they were.</param>
[GenerateSerializer, Immutable, Alias("VerifiedRecord")]
public sealed record VerifiedRecord([property: Id(0)] ServiceRecordView View, [property: Id(1)] bool IsAsIssued);

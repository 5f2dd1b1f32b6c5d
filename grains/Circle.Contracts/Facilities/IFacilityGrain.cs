using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Volunteering;
using Circle.Domain.Acceptance;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tickets;
using Orleans.Concurrency;

namespace Circle.Contracts.Facilities;

/// <summary>One facility 设施; the key is its id.</summary>
[Alias("IFacilityGrain")]
public interface IFacilityGrain : ICommandGrain<FacilityCommand>
{
    /// <summary>As committed; null when there is none.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Read)]
    Task<FacilityView?> View();

    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Read)]
    Task<HistoryPage> History(long after, int limit);

    /// <summary>What a file is compared with: as it was at a version, or without one what the last file said; null: there is none.</summary>
    [Alias("Basis"), AlwaysInterleave, Needs(Permission.Read)]
    Task<FacilityBasis?> Basis(long? version);

    /// <summary>What an acceptance has to know of it at the moment of a decision; null: there is none.</summary>
    [Alias("Facing"), AlwaysInterleave, Needs(Permission.Read)]
    Task<FacilityFacing?> Facing();

    /// <summary>Tickets about it, of whatever day, as committed.</summary>
    [Alias("Complaints"), AlwaysInterleave, Needs(Permission.Read)]
    Task<TicketCounts> Complaints();

    /// <summary>Of a volunteer team: its sums and newest records, as committed.</summary>
    [Alias("Activity"), AlwaysInterleave, Needs(Permission.Read)]
    Task<TeamActivity> Activity();

    /// <summary>Its own row, absolute, which another stream's commit has changed; the greater revision wins. From a silo.</summary>
    [Alias("Touched"), AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task Touched(PlaceRow row);
}

/// <summary>Lists from the read rows; wakes no facility.</summary>
[Alias("IFacilityQueries")]
public interface IFacilityQueries : IGrainWithIntegerKey
{
    [Alias("List"), Needs(Permission.Read)]
    Task<FacilityPage> List(FacilityQuery query);
}

/// <param name="Place">Null: everywhere; else this place and all under it.</param>
/// <param name="Text">Part of the name.</param>
/// <param name="After">Last id of the page before.</param>
/// <param name="Limit">1 to 200.</param>
[GenerateSerializer, Immutable, Alias("FacilityQuery")]
public sealed record FacilityQuery(
    [property: Id(0)] PlaceId? Place,
    [property: Id(1)] LineId? Line,
    [property: Id(2)] Stage? Stage,
    [property: Id(3)] string? Text,
    [property: Id(4)] FacilityId? After,
    [property: Id(5)] int Limit) : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line);

    /// <summary>Logs hold nothing of what somebody looked for.</summary>
    public override string ToString() => nameof(FacilityQuery);
}

/// <param name="Next">Where the next page begins; null at the end.</param>
[GenerateSerializer, Immutable, Alias("FacilityPage")]
public sealed record FacilityPage([property: Id(0)] ImmutableArray<FacilityView> Items, [property: Id(1)] FacilityId? Next);

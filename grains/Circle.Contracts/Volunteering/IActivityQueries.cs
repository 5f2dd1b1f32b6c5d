using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Volunteering;

namespace Circle.Contracts.Volunteering;

/// <summary>Lists of activities from the read rows; wakes none. Key 0.</summary>
[Alias("IActivityQueries")]
public interface IActivityQueries : IGrainWithIntegerKey
{
    /// <summary>A team's own, by when they were, newest first.</summary>
    [Alias("OfTeam"), Needs(Permission.Log)]
    Task<ActivityPage> OfTeam(TeamActivities query);

    /// <summary>For whoever reviews them: what waits for it, longest first; else by when they were, newest first.</summary>
    [Alias("ToReview"), Needs(Permission.Review)]
    Task<ActivityPage> ToReview(ActivitiesToReview query);

    /// <summary>What one person did, newest first.</summary>
    [Alias("OfPerson"), Needs(Permission.Log)]
    Task<ServicePage> OfPerson(PersonActivities query);

    /// <summary>What the district has decided about its volunteers.</summary>
    [Alias("Rules"), Needs(Permission.Log, Permission.Review)]
    Task<VolunteeringRules> Rules();

    /// <summary>Where a team stands; null: it is none.</summary>
    [Alias("Site"), Needs(Permission.Log)]
    Task<TeamSite?> Site(TeamQuery query);

    /// <summary>What a phone needs to log for a team, with or without a network.</summary>
    [Alias("Team"), Needs(Permission.Log)]
    Task<TeamSheet?> Team(TeamQuery query);
}

/// <param name="Stages">None: all.</param>
/// <param name="Limit">1 to <see cref="ActivityPage.MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("TeamActivities")]
public sealed record TeamActivities(
    [property: Id(0)] FacilityId Team, [property: Id(1)] ImmutableArray<ActivityStage> Stages, [property: Id(2)] ActivityCursor? After, [property: Id(3)] int Limit) : IConcerns
{
    Subject IConcerns.Subject => new(Team: Team);
}

/// <param name="Place">It and all under it; null: of the team alone.</param>
/// <param name="Line">Null: of every line.</param>
/// <param name="Team">Null: of every team there.</param>
/// <param name="IsWaiting">Those that wait for a review alone.</param>
/// <param name="Limit">1 to <see cref="ActivityPage.MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("ActivitiesToReview")]
public sealed record ActivitiesToReview(
    [property: Id(0)] PlaceId? Place, [property: Id(1)] LineId? Line, [property: Id(2)] FacilityId? Team, [property: Id(3)] bool IsWaiting, [property: Id(4)] ActivityCursor? After, [property: Id(5)] int Limit) : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line, Team);
}

/// <param name="Team">Of which whoever asks is one: what they did for other teams comes along.</param>
/// <param name="Limit">1 to <see cref="ActivityPage.MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("PersonActivities")]
public sealed record PersonActivities(
    [property: Id(0)] FacilityId Team, [property: Id(1)] VolunteerId Who, [property: Id(2)] DateTimeOffset? Since, [property: Id(3)] ActivityCursor? After, [property: Id(4)] int Limit) : IConcerns
{
    Subject IConcerns.Subject => new(Team: Team);
}

/// <param name="Key">By what the list is ordered; null: nothing is due.</param>
/// <param name="Row">Where the page ended.</param>
[GenerateSerializer, Immutable, Alias("ActivityCursor")]
public sealed record ActivityCursor([property: Id(0)] DateTimeOffset? Key, [property: Id(1)] string Row);

/// <param name="Next">Null at the end.</param>
[GenerateSerializer, Immutable, Alias("ActivityPage")]
public sealed record ActivityPage([property: Id(0)] DateTimeOffset Now, [property: Id(1)] ImmutableArray<ActivityView> Activities, [property: Id(2)] ActivityCursor? Next)
{
    public const int MaxLimit = 200;
}

[GenerateSerializer, Immutable, Alias("ServicePage")]
public sealed record ServicePage([property: Id(0)] ImmutableArray<ServiceEntry> Entries, [property: Id(1)] ActivityCursor? Next);

/// <summary>A team as its members' phones keep it.</summary>
/// <param name="Now">Business time.</param>
/// <param name="Members">Now in it.</param>
/// <param name="Month">What the team did in the month of <paramref name="Now"/>.</param>
/// <param name="Newest">At most <see cref="MostNewest"/>, by when they were.</param>
[GenerateSerializer, Immutable, Alias("TeamSheet")]
public sealed record TeamSheet(
    [property: Id(0)] FacilityId Team,
    [property: Id(1)] TeamSite Site,
    [property: Id(2)] DateTimeOffset Now,
    [property: Id(3)] ImmutableArray<RosterMember> Members,
    [property: Id(4)] ActivitySums Month,
    [property: Id(5)] ImmutableArray<ActivityView> Newest,
    [property: Id(6)] VolunteeringRules Rules)
{
    public const int MostNewest = 20;
}

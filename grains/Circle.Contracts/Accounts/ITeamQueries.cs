using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;

namespace Circle.Contracts.Accounts;

/// <summary>队伍: who is in which volunteer team, by what accounts are granted now. Key 0.</summary>
[Alias("ITeamQueries")]
public interface ITeamQueries : IGrainWithIntegerKey
{
    /// <summary>At most this many of a team.</summary>
    const int MostMembers = 500;

    /// <summary>At most this many teams.</summary>
    const int MostTeams = 2_000;

    /// <summary>The team's volunteers by id; accounts that are disabled are none.</summary>
    [Alias("Volunteers"), Needs(Permission.Invite)]
    Task<ImmutableArray<TeamMember>> Volunteers(TeamQuery query);

    /// <summary>Every team that anybody leads or is in, by id.</summary>
    [Alias("Teams"), Needs(Permission.Administer)]
    Task<ImmutableArray<FacilityId>> Teams();
}

[GenerateSerializer, Immutable, Alias("TeamQuery")]
public sealed record TeamQuery([property: Id(0)] FacilityId Team) : IConcerns
{
    public Subject Subject => new(Team: Team);
}

/// <param name="Grants">All that the account may do, in this team and elsewhere.</param>
[GenerateSerializer, Immutable, Alias("TeamMember")]
public sealed record TeamMember([property: Id(0)] AccountId Account, [property: Id(1)] ImmutableArray<Grant> Grants);

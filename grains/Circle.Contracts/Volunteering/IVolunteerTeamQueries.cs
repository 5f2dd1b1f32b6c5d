using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Volunteering;

namespace Circle.Contracts.Volunteering;

/// <summary>志愿队伍 for whoever answers for them or supervises: each caller is told of those teams and streets that are theirs, and no person is named. Key 0.</summary>
[Alias("IVolunteerTeamQueries")]
public interface IVolunteerTeamQueries : IGrainWithIntegerKey
{
    /// <summary>How every team stands.</summary>
    /// <param name="place">It and all under it; null: everywhere.</param>
    [Alias("Overview"), Needs(Permission.Review, Permission.Supervise)]
    Task<TeamsOverview> Overview(PlaceId? place);

    /// <summary>志愿者日常补助 by street, in the streets' order.</summary>
    /// <param name="month">Any day of it; null: this one.</param>
    [Alias("Allowances"), Needs(Permission.Review, Permission.Supervise)]
    Task<AllowanceSheet> Allowances(DateOnly? month);
}

/// <param name="Street">In which it stands; null: in none.</param>
/// <param name="LineName">Of its line, in Chinese.</param>
/// <param name="Newest">Day of its newest activity that counts; null: none yet.</param>
/// <param name="IsSilent">沉默: as its alert has it.</param>
/// <param name="Members">On the roster now.</param>
/// <param name="Crew">What the plan asks of teams of its line; none: nothing.</param>
/// <param name="Month">What it did in the month of <see cref="TeamsOverview.Now"/>.</param>
[GenerateSerializer, Immutable, Alias("TeamStanding")]
public sealed record TeamStanding(
    [property: Id(0)] FacilityId Team,
    [property: Id(1)] string Name,
    [property: Id(2)] PlaceLink Place,
    [property: Id(3)] PlaceLink? Street,
    [property: Id(4)] LineId Line,
    [property: Id(5)] string LineName,
    [property: Id(6)] Stage Stage,
    [property: Id(7)] Standing Standing,
    [property: Id(8)] DateOnly? Newest,
    [property: Id(9)] bool IsSilent,
    [property: Id(10)] int Members,
    [property: Id(11)] ImmutableArray<CrewPlace> Crew,
    [property: Id(12)] ActivitySums Month);

/// <param name="Now">Business time.</param>
/// <param name="Teams">At most <see cref="MostTeams"/>, by street and name.</param>
/// <param name="Crafts">Of the plan, by which <see cref="TeamStanding.Crew"/> calls them.</param>
/// <param name="Kinds">Of the plan, for the records that are reviewed beside.</param>
/// <param name="IsCut">There are more teams than are told.</param>
[GenerateSerializer, Immutable, Alias("TeamsOverview")]
public sealed record TeamsOverview(
    [property: Id(0)] DateTimeOffset Now,
    [property: Id(1)] ImmutableArray<TeamStanding> Teams,
    [property: Id(2)] ImmutableArray<Craft> Crafts,
    [property: Id(3)] ImmutableArray<ActivityKind> Kinds,
    [property: Id(4)] int SilentDays,
    [property: Id(5)] bool IsCut)
{
    public const int MostTeams = 2_000;
}

/// <param name="Month">Its first day.</param>
/// <param name="ThisMonth">First day of the month that it is.</param>
/// <param name="Allowance">As the plan has it; null: it has none, and nothing is due.</param>
/// <param name="Reckoned">So many volunteers of a street its average stands for; null: the plan has none.</param>
/// <param name="IsCut">There are more teams than were counted.</param>
[GenerateSerializer, Immutable, Alias("AllowanceSheet")]
public sealed record AllowanceSheet(
    [property: Id(0)] DateOnly Month, [property: Id(1)] DateOnly ThisMonth, [property: Id(2)] Allowance? Allowance, [property: Id(3)] long? Reckoned, [property: Id(4)] ImmutableArray<AllowanceRow> Rows,
    [property: Id(5)] bool IsCut);

using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Duties;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans.Concurrency;

namespace Circle.Contracts.Duties;

/// <summary>责任人名册 of one place; the key is the place's id.</summary>
[Alias("IDutyGrain")]
public interface IDutyGrain : ICommandGrain<DutyCommand>
{
    /// <summary>On a day as it is known now; null: today.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Read)]
    Task<DutyRosterView> View(DateOnly? day);

    /// <summary>Its journal after a version, oldest first.</summary>
    /// <param name="limit">1 to <see cref="HistoryPage.MaxLimit"/>.</param>
    [Alias("History"), AlwaysInterleave, Needs(Permission.Read)]
    Task<HistoryPage> History(long after, int limit);
}

/// <param name="Posts">Those that have somebody on the day or later; a line that is not among them is 未录责任人.</param>
/// <param name="Open">Hand-overs that wait for their receiver now.</param>
[GenerateSerializer, Immutable, Alias("DutyRosterView")]
public sealed record DutyRosterView([property: Id(0)] ImmutableArray<Post> Posts, [property: Id(1)] ImmutableArray<HandOver> Open);

/// <summary>Several rosters in one answer, and who answers across them.</summary>
[Alias("IDutyQueries")]
public interface IDutyQueries : IGrainWithIntegerKey
{
    /// <summary>A place's roster and those of the places right under it. Null: no such place.</summary>
    [Alias("Rosters"), Needs(Permission.Read), ResponseTimeout("00:00:10")]
    Task<DutyRosters?> Rosters(DutyQuery query);

    /// <summary>Who answers for a line in a place, else up the tree. Null: no such place.</summary>
    [Alias("WhoAnswers"), Needs(Permission.Read), ResponseTimeout("00:00:10")]
    Task<Answering?> WhoAnswers(DutyQuery query);

    /// <summary>All that the caller's own account holds today or later, and the hand-overs that wait for it.</summary>
    [Alias("Mine"), Needs(Permission.Read), ResponseTimeout("00:00:10")]
    Task<OwnDuties> Mine();

    /// <summary>Of some accounts those that may be given a duty in a place: they may report or name people there.</summary>
    [Alias("Candidates"), Needs(Permission.Appoint), ResponseTimeout("00:00:10")]
    Task<ImmutableArray<AccountId>> Candidates(CandidateQuery query);
}

/// <param name="Place">Null: the topmost.</param>
/// <param name="Line">Of rosters: that one alone; null: all, and the place as a whole.</param>
/// <param name="Day">Null: today.</param>
[GenerateSerializer, Immutable, Alias("DutyQuery")]
public sealed record DutyQuery([property: Id(0)] PlaceId? Place, [property: Id(1)] LineId? Line, [property: Id(2)] DateOnly? Day) : IConcerns
{
    Subject IConcerns.Subject => new(Place, Line);
}

/// <param name="Line">Null: the place as a whole.</param>
/// <param name="Day">Whose rights of that day count, and never of one that has passed; null: today.</param>
/// <param name="Among">At most <see cref="MostAmong"/>; what is more is not looked at.</param>
[GenerateSerializer, Immutable, Alias("CandidateQuery")]
public sealed record CandidateQuery(
    [property: Id(0)] PlaceId Place, [property: Id(1)] LineId? Line, [property: Id(2)] DateOnly? Day, [property: Id(3)] ImmutableArray<AccountId> Among) : IConcerns
{
    public const int MostAmong = 2_000;

    Subject IConcerns.Subject => new(Place);
}

/// <param name="Rosters">The place's own first, then those under it in the order of the tree.</param>
/// <param name="Truncated">More places under it than are told at once.</param>
[GenerateSerializer, Immutable, Alias("DutyRosters")]
public sealed record DutyRosters(
    [property: Id(0)] DateOnly Today, [property: Id(1)] DateOnly Day, [property: Id(2)] ImmutableArray<PlaceRoster> Rosters, [property: Id(3)] bool Truncated)
{
    public const int MostPlaces = 200;
}

/// <param name="Parent">Null: the topmost.</param>
/// <param name="LeftOut">Lines that the plan leaves out there.</param>
[GenerateSerializer, Immutable, Alias("PlaceRoster")]
public sealed record PlaceRoster(
    [property: Id(0)] PlaceLink Place, [property: Id(1)] PlaceId? Parent, [property: Id(2)] DutyRosterView Roster, [property: Id(3)] ImmutableArray<LineId> LeftOut);

/// <param name="Items">Those that hold before those to come.</param>
[GenerateSerializer, Immutable, Alias("OwnDuties")]
public sealed record OwnDuties([property: Id(0)] DateOnly Today, [property: Id(1)] ImmutableArray<OwnDuty> Items, [property: Id(2)] ImmutableArray<OwnHandOver> Waiting);

[GenerateSerializer, Immutable, Alias("OwnDuty")]
public sealed record OwnDuty([property: Id(0)] PlaceLink Place, [property: Id(1)] Duty Duty);

[GenerateSerializer, Immutable, Alias("OwnHandOver")]
public sealed record OwnHandOver([property: Id(0)] PlaceLink Place, [property: Id(1)] HandOver HandOver);

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Walls;

/// <summary>A figure or row of a wall. Each is absolute and has a key; a frame carries those that changed.</summary>
public abstract record WallCell
{
    /// <summary>As on the wire: camelCase, enums by name, nulls written so that a screen sees what is unknown.</summary>
    public static JsonSerializerOptions Json { get; } = Create();

    public virtual string ToJson() => JsonSerializer.Serialize(this, GetType(), Json);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JournalJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

/// <summary>Key <c>head</c>.</summary>
public sealed record HeadCell(PlaceId Place, PlaceKind Kind, string Name, string PlanNumber, int PlanVersion) : WallCell;

/// <summary>Key <c>headline</c>: what a leader sees first. In items.</summary>
/// <param name="Waiting">Reported as completed, not accepted.</param>
/// <param name="ChildrenBehind">Children with something owed, of <paramref name="ChildrenAnswering"/> that have something due at all.</param>
public sealed record HeadlineCell(
    long Owed,
    long OwedYesterday,
    long Waiting,
    int ChildrenBehind,
    int ChildrenAnswering,
    long AcceptedToday,
    long AcceptedThisWeek,
    long AcceptedLastWeek,
    LineCounts Lines,
    NextDue? Next) : WallCell;

public sealed record LineCounts(int Missed, int Behind, int AtRisk, int OnTrack, int NoData, int Unconfirmed, int NothingDue);

/// <param name="Missing">Items due on that day that are not met yet.</param>
/// <param name="Forecast">When the present pace has met them all; null: cannot be told.</param>
public sealed record NextDue(DateOnly Due, int Days, long Missing, DateOnly? Forecast, bool Late);

/// <summary>Key <c>place/{id}</c>: one child of the region.</summary>
/// <param name="Rank">1 is the most behind; null where nothing is due.</param>
public sealed record PlaceCell(
    PlaceId Id,
    string Name,
    string ShortName,
    PlaceKind Kind,
    int? Rank,
    Status Status,
    long Owed,
    long Due,
    int DaysOverdue,
    ImmutableArray<RingCell> Rings) : WallCell;

public sealed record RingCell(Ring Ring, Status Status, long Owed);

/// <summary>Key <c>line/{id}</c>: one line in the region.</summary>
/// <param name="Met">Of <paramref name="Due"/>.</param>
/// <param name="Rank">Place among all lines, the most behind first, from 1.</param>
public sealed record LineCell(
    LineId Id,
    int Order,
    Ring Ring,
    string Name,
    string ShortName,
    string EnglishName,
    string Unit,
    Status Status,
    int Rank,
    long Owed,
    long Due,
    long Met,
    int DaysOverdue,
    long Waiting,
    StepCell? Step,
    LeadCell Lead,
    ForecastCell? Forecast) : WallCell;

/// <param name="Cumulative">Items that have to stand by then.</param>
public sealed record StepCell(StepId Id, string Label, DateOnly Due, Stage Stage, long Cumulative, long Reached);

public sealed record LeadCell(string Name, string? Person);

/// <param name="Kind"><c>few</c>: too few to tell; <c>range</c>: 10–90 %, <paramref name="To"/> null when beyond three years.</param>
public sealed record ForecastCell(string Kind, DateOnly? From, DateOnly? To);

/// <summary>Key <c>today</c>: facilities, by effective day (registered and progressed by the day of recording).</summary>
public sealed record TodayCell(long Registered, long Progressed, long Completed, long Accepted, long Returned) : WallCell;

/// <summary>Key <c>upcoming</c>: the next due dates, at most <see cref="Most"/>.</summary>
public sealed record UpcomingCell(ImmutableArray<Upcoming> Dates) : WallCell
{
    public const int Most = 4;

    /// <summary>A bare array.</summary>
    public override string ToJson() => JsonSerializer.Serialize(Dates, Json);
}

public sealed record Upcoming(DateOnly Due, int Days, ImmutableArray<string> Lines, string Label, long Missing);

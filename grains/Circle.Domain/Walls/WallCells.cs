using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;

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
/// <param name="Path">The places above, the topmost first.</param>
public sealed record HeadCell(
    PlaceId Place, PlaceKind Kind, string Name, string PlanNumber, int PlanVersion, ImmutableArray<PlaceLink> Path) : WallCell;

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

/// <summary>Key <c>place/{id}</c>: one child of the region. Key <c>own</c>: what the region answers for beside its children.</summary>
/// <param name="Rank">1 is the most behind; null where nothing is due, and for <c>own</c>.</param>
/// <param name="Week">See <see cref="OwedDays"/>.</param>
/// <param name="Lines">All lines in the document's order; empty on a district's wall, which shows rings.</param>
/// <param name="Waiting">Reported as completed, not accepted, in items.</param>
/// <param name="Heard">Last day of which anything was reported; null: nothing yet.</param>
/// <param name="SilentSince">未报送: every line that asks something of the place is past two of its rhythms; null: it is heard.</param>
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
    ImmutableArray<PlaceRing> Rings,
    ImmutableArray<long> Week,
    ImmutableArray<LineMark> Lines,
    long Waiting,
    DateOnly? Heard,
    DateOnly? SilentSince) : WallCell;

public sealed record PlaceRing(Ring Ring, Status Status, long Owed);

public sealed record LineMark(LineId Line, Status Status, long Owed);

/// <summary>Key <c>directory</c>: what the directory of service points says of the region; absent while it is empty.</summary>
/// <param name="Points">Open or paused, as are the next four.</param>
/// <param name="ToRegister">Of a kind that the bureau registers.</param>
/// <param name="Registered">Of these.</param>
/// <param name="Agreed">Of these under agreement.</param>
/// <param name="Fresh">Whose phone and hours were verified within their cycle.</param>
/// <param name="Complete">Communities whose living circle is complete, of <paramref name="Communities"/>.</param>
/// <param name="Lacking">Communities whose living circle lacks a kind.</param>
/// <param name="Kinds">Those that a living circle has to have, the ones with the most gaps first.</param>
/// <param name="Check">Of the last quarter in which a call was answered; null: in none.</param>
public sealed record DirectoryCell(
    long Points, long ToRegister, long Registered, long Agreed, long Fresh, int Communities, int Complete, int Lacking, ImmutableArray<KindCover> Kinds, CheckRate? Check) : WallCell;

/// <summary>Key <c>tickets</c>: what callers asked about the region and all in it; absent while nobody ever did. A 举报 counts on the district's wall alone.</summary>
/// <param name="Today">Received today, as are those of <paramref name="AtOnceToday"/>, which were answered at once.</param>
/// <param name="Week">Received in the last seven days.</param>
/// <param name="Overdue">Of <paramref name="Open"/>: with a clock that ran out.</param>
/// <param name="Substantiated">查实, of the last three months, as are the next two.</param>
/// <param name="Satisfied">Of <paramref name="Rated"/>, who were called back and said how content they are.</param>
public sealed record TicketsCell(long Today, long AtOnceToday, long Week, long Open, long Overdue, long Substantiated, long Rated, long Satisfied) : WallCell;

/// <summary>Key <c>volunteers</c>: what teams of the region and all in it did; absent while none ever did anything or is missed. Of the day on which it was.</summary>
/// <param name="Today">Activities, as are those of <paramref name="Week"/>, the last seven days.</param>
/// <param name="People">人次 of today: whoever took part in two is counted twice.</param>
/// <param name="Minutes">Of all of them, today.</param>
/// <param name="Silent">Teams of whose silence an alert is open.</param>
/// <param name="Rings">Of today, in the document's order, those with any.</param>
/// <param name="Places">Of today, the region's children with any, the most first: a wall has room for few.</param>
public sealed record VolunteersCell(
    long Today, long People, long Minutes, long Week, long Silent, ImmutableArray<RingActivities> Rings, ImmutableArray<PlaceActivities> Places) : WallCell;

public sealed record RingActivities(Ring Ring, long Activities, long People, long Minutes);

public sealed record PlaceActivities(PlaceLink Place, long Activities, long People, long Minutes);

/// <summary>准确率 of the phone check: <paramref name="Right"/> of <paramref name="Done"/> entries were right.</summary>
/// <param name="Drawn">To be called in all.</param>
public sealed record CheckRate(int Year, int Quarter, int Right, int Done, int Drawn);

/// <param name="Covered">Communities that have it within reach; <paramref name="Gap"/>: that have not. Of the others nobody can tell.</param>
/// <param name="OldCovered">The same for the old.</param>
public sealed record KindCover(PointKindId Kind, string Name, string EnglishName, long Covered, long Gap, long OldCovered, long OldGap);

/// <summary>Key <c>ring/{ring}</c>: the lines of a ring together; unconfirmed ones are in no figure.</summary>
/// <param name="Next">The next date of its lines; null: none.</param>
public sealed record RingCell(
    Ring Ring,
    Status Status,
    long Owed,
    long Accepted,
    long Waiting,
    long Wanted,
    long Planned,
    ImmutableArray<LineMark> Lines,
    RingNext? Next) : WallCell;

/// <param name="Cumulative">What has to stand by then, <paramref name="Reached"/> of it does; over the lines due on that day.</param>
public sealed record RingNext(DateOnly Due, int Days, long Reached, long Cumulative);

/// <summary>Key <c>line/{id}</c>: one line in the region. Accepted, wanted and planned as in <see cref="Extent"/>.</summary>
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
    long Accepted,
    long Wanted,
    long Planned,
    StepCell? Step,
    LeadCell Lead,
    ForecastCell? Forecast,
    DateOnly? SilentSince,
    ReplyCell? Reply) : WallCell;

/// <summary>What was said to the open alerts of a line: the worst of it, and to how many.</summary>
/// <param name="On">Of promises: the last day that was promised.</param>
public sealed record ReplyCell(Handling Kind, long Count, DateOnly? On);

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

/// <param name="Steps">At most <see cref="MostSteps"/>, those that lack most first.</param>
public sealed record Upcoming(
    DateOnly Due, int Days, ImmutableArray<string> Lines, string Label, long Missing, ImmutableArray<UpcomingStep> Steps)
{
    public const int MostSteps = 6;
}

/// <param name="Cumulative">Items of the step's stage due by then, <paramref name="Reached"/> of them met.</param>
public sealed record UpcomingStep(LineId Line, string ShortName, string EnglishName, string Label, long Reached, long Cumulative);

/// <summary>Key <c>trajectory/{line}</c>: see <see cref="Plans.Trajectory"/>.</summary>
public sealed record TrajectoryCell(
    LineId Line,
    Stage Stage,
    DateOnly From,
    DateOnly To,
    ImmutableArray<TrajectoryPoint> Plan,
    ImmutableArray<TrajectoryPoint> Reached,
    ImmutableArray<TrajectoryPoint> Accepted) : WallCell
{
    public static TrajectoryCell Of(LineId line, Trajectory curve) => new(line, curve.Stage, curve.From, curve.To, curve.Plan, curve.Reached, curve.Accepted);
}

/// <summary>Key <c>ticker</c>: the newest happenings, the newest first.</summary>
public sealed record TickerCell(ImmutableArray<TickerEntry> Entries) : WallCell
{
    /// <summary>A bare array.</summary>
    public override string ToJson() => JsonSerializer.Serialize(Entries, Json);
}

/// <param name="Deed">The event's type without its first word, e.g. <c>accepted</c>.</param>
public sealed record TickerEntry(string Facility, string Name, PlaceLink Place, string? Line, string Deed, DateTimeOffset At, int? Score);

/// <summary>Key <c>canary</c>: when the last canary event was given in, in milliseconds of real UTC.</summary>
public sealed record CanaryCell(long At) : WallCell;

using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tickets;
using Circle.Domain.Time;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Volunteering;

/// <summary>What an activity adds to sums.</summary>
public enum ActivityCount
{
    /// <summary>活动</summary>
    Activities,

    /// <summary>人次</summary>
    People,

    /// <summary>工时, in minutes.</summary>
    Minutes,

    /// <summary>Which a resident rated.</summary>
    Rated,

    /// <summary>Of these, who was content.</summary>
    Satisfied,
}

/// <summary>
/// Sums of activities. To its team's own row by the month, so that a row stays small however long the log becomes; by the day to a row of its place and month,
/// which is written while that month lasts and then rests: what is logged late restates the day it belongs to.
/// </summary>
public static class ActivityCells
{
    /// <summary>Kind of the rows by day.</summary>
    public const string DaysKind = "activity-days";

    /// <summary>Of a team, by the month.</summary>
    public static readonly MeasureId Months = MeasureId.Of("activities");

    /// <summary>Of a place, by the day.</summary>
    public static readonly MeasureId Days = MeasureId.Of("activity-days");

    /// <summary>Of what a ticker says: that an activity was logged.</summary>
    public const string News = "activity.entered";

    private static readonly ImmutableArray<string> Points = [.. Enum.GetValues<ActivityCount>().Select(CircleCells.Word)];

    public static string PointOf(ActivityCount count) => Points[(int)count];

    public static StreamId DaysOf(PlaceId place, DateOnly day) => StreamId.Of(DaysKind, string.Create(CultureInfo.InvariantCulture, $"{place}-{day:yyyyMM}"));

    /// <summary>Of one that does not count nothing is left in its rows but that it was there.</summary>
    public static ImmutableArray<RowImage> Of(ActivityView view)
    {
        var (log, day) = (view.Log, District.DateOf(view.Log.Began));
        var month = District.MonthOf(day);
        var row = new RowHead(view.Site.Place, null, null, null, string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM}"), "{}", NewsOf(view));
        return
        [
            new RowImage(Facility.StreamOf(log.Team), null, Cells(Months, month, withRating: true)),
            new RowImage(DaysOf(view.Site.Place, day), row, Cells(Days, day, withRating: false)),
        ];

        Tally Cells(MeasureId measure, DateOnly date, bool withRating) => view.Counts ? Tally.Of(Counts(measure, date, withRating)) : Tally.Empty;

        IEnumerable<Cell> Counts(MeasureId measure, DateOnly date, bool withRating)
        {
            yield return Of(ActivityCount.Activities, 1);
            yield return Of(ActivityCount.People, log.People.Length);
            yield return Of(ActivityCount.Minutes, view.Minutes);
            if (!withRating || log.Rating is not { } rating) yield break;
            yield return Of(ActivityCount.Rated, 1);
            if (TicketCells.IsSatisfied(rating)) yield return Of(ActivityCount.Satisfied, 1);

            Cell Of(ActivityCount count, long quantity) => new(new TallyKey(view.Site.Line, measure, PointOf(count), date), quantity);
        }
    }

    /// <summary>For a ticker: the kind and how many were helped, of the one that was logged last in its place and month, and nobody's name or words.</summary>
    private static Happening NewsOf(ActivityView view)
        => new(DaysOf(view.Site.Place, District.DateOf(view.Log.Began)), News, view.Received.At, view.Site.Line.Value, view.Log.Kind.Value, view.Log.Helped);

    /// <summary>What a row or a region has of a count since a day, of whatever line.</summary>
    /// <param name="line">Null: of all.</param>
    public static ActivitySums SumsOf(Tally cells, MeasureId measure, DateOnly from, DateOnly until, LineId? line = null)
    {
        var sums = new long[Points.Length];
        foreach (var (key, quantity) in cells.Cells)
        {
            if (key.Measure != measure || key.Date < from || key.Date > until || (line is { } one && key.Line != one)) continue;
            if (Points.IndexOf(key.Point) is >= 0 and var count) sums[count] += quantity;
        }

        return new ActivitySums(sums[0], sums[1], sums[2], sums[3], sums[4]);
    }
}

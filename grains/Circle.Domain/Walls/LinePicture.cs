using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Walls;

/// <summary>A step that is still to come, what it lacks today, and how much of its stage was met within the forecast's window.</summary>
/// <param name="Reached">Of <paramref name="Cumulative"/>, which counts all of the step's stage that is due by then.</param>
internal sealed record StepAhead(Line Line, DateOnly Due, string Label, long Missing, long Lately, long Reached, long Cumulative);

/// <summary>One line of a region as judged on one day.</summary>
internal sealed record LinePicture(
    Line Line,
    LineStanding Standing,
    long OwedYesterday,
    LineFacts Facts,
    ImmutableArray<StepAhead> Ahead,
    Extent Extent,
    TrajectoryCell? Trajectory,
    LinePlacePicture? Own,
    DateOnly? SilentSince)
{
    public LineCell Paint(int rank)
    {
        var step = Standing.Step;
        var lead = step is null ? Line.Lead : Line.LeadOf(Line.Steps.First(s => s.Id == step.Step));
        return new LineCell(
            Line.Id,
            Line.Order,
            Line.Ring,
            Line.Name,
            Line.ShortName,
            Line.EnglishName,
            Line.Unit,
            Standing.Status,
            rank,
            Standing.Owed,
            Standing.Due,
            Standing.Due - Standing.Owed,
            Standing.DaysOverdue,
            Standing.Waiting,
            Extent.Accepted,
            Extent.Wanted,
            Extent.Planned,
            step is null ? null : new StepCell(step.Step, step.Label, step.DueOn, step.Stage, step.Due, step.Reached),
            new LeadCell(lead.Name, lead.Person),
            Standing.Forecast switch
            {
                null => null,
                { From: null } => new ForecastCell("few", null, null),
                var f => new ForecastCell("range", f.From, f.To),
            },
            SilentSince,
            Facts.Reply);
    }
}

/// <summary>What happened on a line today and in two weeks, by effective date, and what was said to its alerts.</summary>
internal sealed record LineFacts(TodayCell Today, long AcceptedToday, long AcceptedThisWeek, long AcceptedLastWeek, ReplyCell? Reply)
{
    private static readonly string Planned = TallyKey.PointOf(Stage.Planned);
    private static readonly string Completed = TallyKey.PointOf(Stage.Completed);
    private static readonly string Accepted = TallyKey.PointOf(Stage.Accepted);

    /// <summary>Of a line whose baseline nobody has confirmed: it is in no total, but what was reported today is told.</summary>
    public LineFacts InNoTotal => new(Today with { Accepted = 0 }, 0, 0, 0, null);

    public static LineFacts Of(ImmutableArray<Cell> cells, DateOnly today)
    {
        // Weeks begin on Monday.
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        Replies? replies = null;
        var (registered, heard, completed, accepted, returned, thisWeek, lastWeek) = (0L, 0L, 0L, 0L, 0L, 0L, 0L);
        foreach (var (key, quantity) in cells)
        {
            if (key.Measure == AlertCells.Alerts) (replies ??= new()).Take(key, quantity);
            if (key.Date > today || key.Date < monday.AddDays(-7)) continue;
            var isToday = key.Date == today;
            if (key.Measure == Counts.Item && key.Point == Accepted)
            {
                if (isToday) accepted += quantity;
                if (key.Date >= monday) thisWeek += quantity;
                else lastWeek += quantity;
            }
            else if (isToday && key.Measure == Counts.Item && key.Point == Planned) registered += quantity;
            else if (isToday && key.Measure == Counts.Item && key.Point == Completed) completed += quantity;
            else if (isToday && key.Measure == Counts.Heard && key.Point.Length == 0) heard += quantity;
            else if (isToday && key.Measure == Counts.Standing && key.Point == "returned") returned += quantity;
        }

        return new LineFacts(new TodayCell(registered, heard, completed, accepted, returned), accepted, thisWeek, lastWeek, replies?.Paint());
    }

    public TodayCell AddTo(TodayCell sum) => new(
        sum.Registered + Today.Registered,
        sum.Progressed + Today.Progressed,
        sum.Completed + Today.Completed,
        sum.Accepted + Today.Accepted,
        sum.Returned + Today.Returned);
}

using System.Collections.Immutable;
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
            SilentSince);
    }
}

/// <summary>What happened on a line today and in two weeks, by effective date.</summary>
internal sealed record LineFacts(TodayCell Today, long AcceptedToday, long AcceptedThisWeek, long AcceptedLastWeek)
{
    /// <summary>Of a line whose baseline nobody has confirmed: it is in no total, but what was reported today is told.</summary>
    public LineFacts InNoTotal => new(Today with { Accepted = 0 }, 0, 0, 0);

    public static LineFacts Of(ImmutableArray<Cell> cells, DateOnly today)
    {
        // Weeks begin on Monday.
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        long Items(Stage stage, DateOnly from, DateOnly to)
            => cells.Where(c => c.Key.Measure == Counts.Item && c.Key.Point == TallyKey.PointOf(stage) && c.Key.Date >= from && c.Key.Date <= to).Sum(c => c.Value);
        long On(MeasureId measure, string point)
            => cells.Where(c => c.Key.Measure == measure && c.Key.Point == point && c.Key.Date == today).Sum(c => c.Value);
        return new LineFacts(
            new TodayCell(Items(Stage.Planned, today, today), On(Counts.Heard, ""), Items(Stage.Completed, today, today), Items(Stage.Accepted, today, today), On(Counts.Standing, "returned")),
            Items(Stage.Accepted, today, today),
            Items(Stage.Accepted, monday, today),
            Items(Stage.Accepted, monday.AddDays(-7), monday.AddDays(-1)));
    }

    public TodayCell AddTo(TodayCell sum) => new(
        sum.Registered + Today.Registered,
        sum.Progressed + Today.Progressed,
        sum.Completed + Today.Completed,
        sum.Accepted + Today.Accepted,
        sum.Returned + Today.Returned);
}

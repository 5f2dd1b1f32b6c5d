using Orleans;

namespace Circle.Domain.Plans;

/// <summary>The seven states of a line at a place, in the order they are tested: once there is a baseline, worst first. By <see cref="Standings"/>.</summary>
public enum Status
{
    /// <summary>基线未确认 or 分母未录入: in no total, never red.</summary>
    BaselineUnconfirmed,

    /// <summary>超期: the last step passed unmet.</summary>
    Missed,

    /// <summary>滞后: a step passed unmet.</summary>
    Behind,

    /// <summary>未报送: nothing heard for two of the line's reporting rhythms.</summary>
    NoData,

    /// <summary>预警: forecast only.</summary>
    AtRisk,

    /// <summary>正常</summary>
    OnTrack,

    /// <summary>无到期任务: nothing due and the first step over 28 days away, or excluded.</summary>
    NothingDue,
}

/// <summary>When the present pace meets the next step.</summary>
/// <param name="From">10 % finish; null with <paramref name="To"/> when there were too few to tell ("样本少，暂不预测").</param>
/// <param name="To">90 % finish; null alone: not within three years.</param>
/// <param name="Median">Even odds; null: not within three years, or too few.</param>
/// <param name="OddsInTime">0 to 1, that the step is met by its due date.</param>
[GenerateSerializer, Immutable, Alias("Forecast")]
public sealed record Forecast(
    [property: Id(0)] DateOnly? From,
    [property: Id(1)] DateOnly? To,
    [property: Id(2)] DateOnly? Median,
    [property: Id(3)] double OddsInTime);

/// <summary>One step at one place, on one day.</summary>
/// <param name="Due">Items that the place's units owe by this step, cumulative over the steps of its stage.</param>
/// <param name="Reached">Of these, met by today; nobody's surplus in it.</param>
[GenerateSerializer, Immutable, Alias("StepStanding")]
public sealed record StepStanding(
    [property: Id(0)] StepId Step,
    [property: Id(1)] string Label,
    [property: Id(2)] DateOnly DueOn,
    [property: Id(3)] Stage Stage,
    [property: Id(4)] long Due,
    [property: Id(5)] long Reached);

/// <summary>How one line stands at one place on one day: what every page shows.</summary>
/// <param name="Due">Items of all steps due so far.</param>
/// <param name="Owed">欠: of these, not reached by effective date.</param>
/// <param name="Waiting">Reported as completed and not accepted, in items.</param>
/// <param name="DaysOverdue">逾期天数: today − due date of the first unmet step; 0 when none.</param>
/// <param name="Step">The step to show: the first unmet one that has passed, else the next to come, else the last.</param>
/// <param name="Forecast">For the next step to come; null when there is none or nothing is left to do for it.</param>
[GenerateSerializer, Immutable, Alias("LineStanding")]
public sealed record LineStanding(
    [property: Id(0)] LineId Line,
    [property: Id(1)] Status Status,
    [property: Id(2)] long Due,
    [property: Id(3)] long Owed,
    [property: Id(4)] long Waiting,
    [property: Id(5)] int DaysOverdue,
    [property: Id(6)] StepStanding? Step,
    [property: Id(7)] Forecast? Forecast);

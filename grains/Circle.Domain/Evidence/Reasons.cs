using System.Globalization;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Evidence;

/// <summary>One sentence in both languages. Names and labels stay as the document writes them.</summary>
[GenerateSerializer, Immutable, Alias("Reason")]
public sealed record Reason([property: Id(0)] string Zh, [property: Id(1)] string En);

/// <summary>为什么: why a line stands as it does, in one sentence with the figures and who answers.</summary>
public static class Reasons
{
    /// <param name="quietSince">From when silence counts: the last report or the confirmation, whichever is later; null: unknown.</param>
    public static Reason Of(Line line, LineStanding standing, DateOnly? quietSince, DateOnly today)
    {
        var step = standing.Step is { } shown ? line.Steps.FirstOrDefault(s => s.Id == shown.Step) : null;
        var who = Who(step is null ? line.Lead : line.LeadOf(step), step?.Source ?? line.Source);
        return standing.Status switch
        {
            Status.BaselineUnconfirmed => new("基线未确认：现有底数还没有人确认，不计入合计，也不判为滞后", "Baseline not confirmed: nobody has confirmed what stood before, so the line is in no total and never late"),
            Status.Missed or Status.Behind when standing.Step is { } unmet => Joined(Late(line, standing, unmet, today), who),
            Status.NoData => Joined(Silent(line, standing, quietSince, today), who),
            Status.AtRisk when standing is { Step: { } next, Forecast: { } forecast } => Joined(AtRisk(line, next, forecast, today), who),
            _ => standing.Step is { } at ? Quiet(line, standing, at, who, today) : new("方案没有给这里安排任务", "The plan asks nothing of this place"),
        };
    }

    private static Reason Late(Line line, LineStanding standing, StepStanding step, DateOnly today)
    {
        var progress = Progress(line, step, today);
        var owed = step.Due - step.Reached;
        var all = standing.Owed == owed ? new Reason("", "") : Say(
            $"，到期任务共欠 {standing.Owed} {line.Unit}", $", {standing.Owed} owed over all steps that have passed");
        return new(
            progress.Zh + Said($"，欠 {owed} {line.Unit}，逾期 {standing.DaysOverdue} 天{all.Zh}"),
            progress.En + Said($", {owed} owed, {Days(standing.DaysOverdue)} overdue{all.En}"));
    }

    private static Reason Silent(Line line, LineStanding standing, DateOnly? since, DateOnly today)
    {
        var (rhythm, every) = line.Rhythm == Rhythm.Monthly ? ("每月", "every month") : ("每周", "every week");
        var next = standing.Step is { } step ? Progress(line, step, today) : new("", "");
        return since is { } day
            ? new(Said($"自{Date(day, today)}以来 {today.DayNumber - day.DayNumber} 天未报送（应{rhythm}报送）；{next.Zh}"),
                Said($"Nothing reported since {DateEn(day, today)}, {Days(today.DayNumber - day.DayNumber)} (due {every}); {next.En}"))
            : new(Said($"未报送（应{rhythm}报送）；{next.Zh}"), Said($"Nothing reported (due {every}); {next.En}"));
    }

    private static Reason AtRisk(Line line, StepStanding step, Forecast forecast, DateOnly today)
    {
        var progress = Progress(line, step, today);
        var (when, whenEn) = (forecast.From, forecast.To) switch
        {
            ({ } from, { } to) => (Said($"预计{Date(from, today)}至{Date(to, today)}完成"), Said($"expected between {DateEn(from, today)} and {DateEn(to, today)}")),
            ({ } from, null) => (Said($"预计{Date(from, today)}以后才能完成"), Said($"expected after {DateEn(from, today)}")),
            _ => ("样本少，暂不预测", "too few to forecast"),
        };
        var odds = forecast.OddsInTime < 0.01 ? ("不到 1%", "under 1%") : (Said($"{forecast.OddsInTime * 100:0}%"), Said($"{forecast.OddsInTime * 100:0}%"));
        return new(
            progress.Zh + Said($"，还差 {step.Due - step.Reached} {line.Unit}，按近 {Forecasts.Window} 天的进度{when}，按期完成的可能 {odds.Item1}"),
            progress.En + Said($", {step.Due - step.Reached} to go; at the pace of the last {Forecasts.Window} days {whenEn}, odds in time {odds.Item2}"));
    }

    /// <summary>Nothing is wrong: what has been due is met, and what comes next.</summary>
    private static Reason Quiet(Line line, LineStanding standing, StepStanding step, Reason who, DateOnly today)
    {
        var progress = Progress(line, step, today);
        var left = step.DueOn.DayNumber - today.DayNumber;
        if (left < 0) return Joined(new(Said($"到期任务已全部完成：{progress.Zh}"), Said($"All that was due is done; last step: {progress.En}")), who);
        var (zh, en) = standing switch
        {
            { Status: Status.NothingDue } => ("目前没有到期任务，首个节点：", "Nothing is due yet; first step: "),
            { Due: > 0 } => ("到期任务已全部完成，下一节点：", "All that was due is done; next step: "),
            _ => ("正常，下一节点：", "On track; next step: "),
        };
        var (few, fewEn) = standing.Forecast is { From: null } ? ("；样本少，暂不预测", "; too few to forecast") : ("", "");
        return Joined(new(Said($"{zh}{progress.Zh}，还有 {left} 天{few}"), Said($"{en}{progress.En}, {Days(left)} left{fewEn}")), who);
    }

    private static Reason Progress(Line line, StepStanding step, DateOnly today)
    {
        var (verb, done) = step.Stage switch
        {
            Stage.Planned => ("登记", "registered"),
            Stage.Prepared => ("完成前期准备", "prepared"),
            Stage.Delivered => ("配送到位", "delivered"),
            Stage.Completed => ("完成", "completed"),
            Stage.Filed => ("申请验收", "filed"),
            Stage.Accepted => ("通过验收", "accepted"),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Stage, "no such stage"),
        };
        return Say(
            $"{step.Label}（{Date(step.DueOn, today)}）应{verb} {step.Due} {line.Unit}，至今{verb} {step.Reached} {line.Unit}",
            $"{step.Label} ({DateEn(step.DueOn, today)}): {step.Reached} of {step.Due} {done}");
    }

    private static Reason Who(LeadUnit lead, string source) => Say(
        lead.Person is { } named ? (FormattableString)$"由{lead.Name} {named} 负责（{source}）" : $"由{lead.Name}负责，未录责任人（{source}）",
        $"{lead.Name}{(lead.Person is { } person ? $" {person}" : ", no person named,")} answers for it ({source})");

    private static Reason Joined(Reason what, Reason who) => new($"{what.Zh}；{who.Zh}", $"{what.En}; {who.En}");

    private static string Days(int days) => days == 1 ? "1 day" : Said($"{days} days");

    /// <summary>The year where it is not this one.</summary>
    private static string Date(DateOnly day, DateOnly today)
        => day.Year == today.Year ? Said($"{day.Month}月{day.Day}日") : Said($"{day.Year}年{day.Month}月{day.Day}日");

    private static string DateEn(DateOnly day, DateOnly today)
        => day.ToString(day.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);

    private static Reason Say(FormattableString zh, FormattableString en) => new(Said(zh), Said(en));

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

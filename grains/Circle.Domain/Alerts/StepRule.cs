using System.Collections.Immutable;
using Circle.Domain.Evidence;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Alerts;

/// <summary>A forecast that is watched from day to day: told after it has warned for some days running, over after it has been better for some.</summary>
/// <param name="Warned">Days running, the last one <paramref name="Day"/>.</param>
/// <param name="Better">Days running, once it is told.</param>
[GenerateSerializer, Immutable, Alias("WatchedForecast")]
public sealed record WatchedForecast(
    [property: Id(0)] LineId Line, [property: Id(1)] StepId Step, [property: Id(2)] DateOnly Day, [property: Id(3)] int Warned, [property: Id(4)] int Better, [property: Id(5)] bool IsTold);

/// <summary>What one evaluation found at a place, and what it has to remember for the next day.</summary>
/// <param name="Unjudged">What was told and cannot be judged today: it is neither found nor over.</param>
[GenerateSerializer, Immutable, Alias("WatchRound")]
public sealed record WatchRound(
    [property: Id(0)] ImmutableArray<Finding> Findings, [property: Id(1)] ImmutableArray<WatchedForecast> Forecasts, [property: Id(2)] ImmutableArray<AlertKey> Unjudged)
{
    /// <summary>When it was looked; never: nothing could be seen, and the morning's look is still to come.</summary>
    [Id(3)]
    public DateTimeOffset At { get; init; }

    public static WatchRound Nothing(ImmutableArray<WatchedForecast> forecasts) => new([], forecasts, []);
}

/// <summary>
/// 节点: what is owed of steps that passed, and forecasts of those to come. Only confirmed lines are judged, and only by the one arithmetic of walls and
/// lists, so that nothing is told that is not seen there.
/// </summary>
public static class StepRule
{
    /// <param name="ledgers">Of the place that is watched, with all under it. Of a street its communities' debts are told as the street's, and theirs as copies;
    /// of the district those of its own, and of what lies right under it.</param>
    /// <param name="watched">The places that this watch is for, see <see cref="AlertWatch.WatcherOf"/>.</param>
    /// <param name="before">As the last evaluation left them.</param>
    public static WatchRound Find(UnitLedgers ledgers, IReadOnlySet<PlaceId> watched, ImmutableArray<WatchedForecast> before, AlertRules rules, DateOnly today)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var forecasts = ImmutableArray.CreateBuilder<WatchedForecast>();
        var unjudged = ImmutableArray.CreateBuilder<AlertKey>();
        var isTop = ledgers.Places.Find(ledgers.Root)?.Kind == PlaceKind.District;
        foreach (var line in ledgers.Plan.Document.Lines)
        {
            ImmutableArray<UnitLedger> units = [.. ledgers.UnitsOf(line, today).Where(u => watched.Contains(u.Unit))];
            if (!isTop) findings.AddRange(Passed(ledgers.Root, line, UnitLedgers.Together(units), today, heldBack: false));
            foreach (var unit in units.Where(u => isTop || u.Unit != ledgers.Root)) findings.AddRange(Passed(unit.Unit, line, unit.Steps, today, heldBack: !isTop));
            if (isTop) continue;
            var (told, standing) = (before.FirstOrDefault(f => f.Line == line.Id), ledgers.StandingOf(line, today));
            if (told is { IsTold: true } && standing.Step is { } owed && owed.DueOn < today && line.Steps.Any(s => s.Id == told.Step && s.Due >= today))
            {
                // An earlier step is owed again, and of the one that was foretold nothing can be said until it is met.
                forecasts.Add(told);
                unjudged.Add(KeyOf(ledgers.Root, line, told));
            }
            else if (Watch(line, standing, told, rules, today) is var (forecast, facts))
            {
                forecasts.Add(forecast);
                if (facts is not null) findings.Add(new Finding(KeyOf(ledgers.Root, line, forecast), facts));
            }
        }

        return new WatchRound(findings.ToImmutable(), forecasts.ToImmutable(), unjudged.ToImmutable());
    }

    private static AlertKey KeyOf(PlaceId unit, Line line, WatchedForecast forecast) => new(AlertRule.Step, unit, line.Id, forecast.Step.Value);

    private static IEnumerable<Finding> Passed(PlaceId unit, Line line, ImmutableArray<UnitStep> steps, DateOnly today, bool heldBack)
        => steps.Where(step => step.Due < today && step.Unmet > 0).Select(step => new Finding(
            new AlertKey(AlertRule.Step, unit, line.Id, step.Step.Value),
            new AlertFacts(step.Due == steps[^1].Due ? AlertLevel.Missed : AlertLevel.Behind, step.Label, step.Unmet, step.Items, step.Due, step.Stage),
            heldBack));

    /// <summary>Null: nothing has to be remembered.</summary>
    private static (WatchedForecast Watched, AlertFacts? Facts)? Watch(Line line, LineStanding standing, WatchedForecast? before, AlertRules rules, DateOnly today)
    {
        if (standing.Step is not { } step || step.DueOn < today || step.Reached >= step.Due) return null;
        if (before?.Step != step.Step) before = null;
        if (before is null && standing.Status != Status.AtRisk) return null;
        var watched = before?.Day == today ? before : Next(before, line.Id, step, standing, rules, today);
        if (!watched.IsTold && standing.Status != Status.AtRisk) return null;
        return (watched, watched.IsTold ? new AlertFacts(AlertLevel.Forecast, step.Label, step.Due - step.Reached, step.Due, step.DueOn, step.Stage, standing.Forecast?.Median) : null);
    }

    /// <summary>A day on which nobody looked breaks no row: what counts are the days that were looked at.</summary>
    private static WatchedForecast Next(WatchedForecast? before, LineId line, StepStanding step, LineStanding standing, AlertRules rules, DateOnly today)
    {
        var warned = standing.Status == Status.AtRisk ? (before?.Warned ?? 0) + 1 : 0;
        var isTold = before?.IsTold == true || warned >= rules.ForecastDays;
        var better = isTold && IsBetter(standing.Forecast, step, rules) ? (before?.Better ?? 0) + 1 : 0;
        return better >= rules.ForecastSettleDays
            ? new WatchedForecast(line, step.Step, today, 0, 0, false)
            : new WatchedForecast(line, step.Step, today, warned, better, isTold);
    }

    private static bool IsBetter(Forecast? forecast, StepStanding step, AlertRules rules)
        => forecast is null || forecast.Median <= step.DueOn.AddDays(-rules.ForecastMargin);
}

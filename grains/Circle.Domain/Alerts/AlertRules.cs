using System.Collections.Immutable;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Alerts;

/// <summary>升级阶梯: who hears of what nobody answers, in their order.</summary>
public enum Rung
{
    /// <summary>社区</summary>
    Community,

    /// <summary>街道</summary>
    Street,

    /// <summary>牵头单位</summary>
    LeadUnit,

    /// <summary>区领导</summary>
    District,
}

/// <summary>
/// What a district decides about its alerts, as data; comes with the plan and is changed as it is. What was raised under other rules stands:
/// only what happens next goes by these.
/// </summary>
/// <param name="Ladder">Working days without an answer after which each rung hears, the day of the alert being the first; rising, one for each <see cref="Rung"/>.</param>
/// <param name="PlanDays">Working days from an acknowledgement to its rectification plan.</param>
/// <param name="MostPromise">Days that a promise may lie ahead.</param>
/// <param name="MostSilence">Days that a silence may last.</param>
/// <param name="SettleDays">Days that a met step stays met before its alert is over.</param>
/// <param name="ForecastDays">Days running that a forecast has to warn before it is told.</param>
/// <param name="ForecastSettleDays">Days that it has to be better before it is over.</param>
/// <param name="ForecastMargin">Days before its date by which a step has to be expected for its forecast to be better.</param>
[GenerateSerializer, Immutable, Alias("AlertRules")]
public sealed record AlertRules(
    [property: Id(0)] ImmutableArray<int> Ladder,
    [property: Id(1)] int PlanDays,
    [property: Id(2)] int MostPromise,
    [property: Id(3)] int MostSilence,
    [property: Id(4)] int SettleDays,
    [property: Id(5)] int ForecastDays,
    [property: Id(6)] int ForecastSettleDays,
    [property: Id(7)] int ForecastMargin)
{
    public const int MaxDays = 366;

    /// <summary>Of a plan that says nothing of alerts.</summary>
    public static AlertRules Usual { get; } = new([1, 3, 5, 10], 3, 120, 30, 1, 2, 3, 3);

    public int DaysOf(Rung rung) => Ladder[(int)rung];

    internal void Check(FaultList faults)
    {
        if (Ladder.IsDefault || Ladder.Length != Enum.GetValues<Rung>().Length || Ladder[0] < 1 || Ladder[^1] > MaxDays || Ladder.Zip(Ladder.Skip(1)).Any(two => two.First >= two.Second))
            faults.Add("alerts/ladder", "wrong-shape", $"应为四个递增的工作日数（社区、街道、牵头单位、区领导），从 1 到 {MaxDays}", $"must be four rising numbers of working days (community, street, lead unit, district), 1 to {MaxDays}");
        faults.Range("alerts/planDays", PlanDays, 1, MaxDays);
        faults.Range("alerts/mostPromise", MostPromise, 1, MaxDays);
        faults.Range("alerts/mostSilence", MostSilence, 1, MaxDays);
        faults.Range("alerts/settleDays", SettleDays, 0, MaxDays);
        faults.Range("alerts/forecastDays", ForecastDays, 1, MaxDays);
        faults.Range("alerts/forecastSettleDays", ForecastSettleDays, 1, MaxDays);
        faults.Range("alerts/forecastMargin", ForecastMargin, 0, MaxDays);
    }
}

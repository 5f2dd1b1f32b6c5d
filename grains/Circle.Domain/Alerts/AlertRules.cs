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

/// <summary>Working days without an answer after which each rung hears, the day of the alert being the first; each more than the one below.</summary>
[GenerateSerializer, Immutable, Alias("LadderDays")]
public readonly record struct LadderDays([property: Id(0)] int Community, [property: Id(1)] int Street, [property: Id(2)] int LeadUnit, [property: Id(3)] int District)
{
    public int Of(Rung rung) => rung switch
    {
        Rung.Community => Community,
        Rung.Street => Street,
        Rung.LeadUnit => LeadUnit,
        _ => District,
    };

    public bool Rises() => Community < Street && Street < LeadUnit && LeadUnit < District;

    internal void Check(FaultList faults, string field)
    {
        if (Community < 1 || District > AlertRules.MaxDays || !Rises())
            faults.Add(field, "wrong-shape", $"应为四个递增的工作日数（社区、街道、牵头单位、区领导），从 1 到 {AlertRules.MaxDays}", $"must be four rising numbers of working days (community, street, lead unit, district), 1 to {AlertRules.MaxDays}");
    }
}

/// <summary>
/// What a district decides about its alerts, as data; comes with the plan and is changed as it is. What was raised under other rules stands:
/// only what happens next goes by these.
/// </summary>
/// <param name="Ladder">When each rung hears of what nobody answers.</param>
/// <param name="PlanDays">Working days from an acknowledgement to its rectification plan.</param>
/// <param name="MostPromise">Days that a promise may lie ahead.</param>
/// <param name="MostUrgentPromise">The same of what is about somebody's life or limb; 0: today alone.</param>
/// <param name="MostSilence">Days that a silence may last.</param>
/// <param name="SettleDays">Days that a met step stays met before its alert is over.</param>
/// <param name="ForecastDays">Days running that a forecast has to warn before it is told.</param>
/// <param name="ForecastSettleDays">Days that it has to be better before it is over.</param>
/// <param name="ForecastMargin">Days before its date by which a step has to be expected for its forecast to be better.</param>
/// <param name="WaitingDays">Days that a report may wait for its acceptance.</param>
/// <param name="StaleDays">Days that an entry of the directory may be late with its verification.</param>
[GenerateSerializer, Immutable, Alias("AlertRules")]
public sealed record AlertRules(
    [property: Id(0)] LadderDays Ladder,
    [property: Id(1)] int PlanDays,
    [property: Id(2)] int MostPromise,
    [property: Id(3)] int MostSilence,
    [property: Id(4)] int SettleDays,
    [property: Id(5)] int ForecastDays,
    [property: Id(6)] int ForecastSettleDays,
    [property: Id(7)] int ForecastMargin,
    [property: Id(8)] int WaitingDays = 14,
    [property: Id(9)] int StaleDays = 30,
    [property: Id(10)] int MostUrgentPromise = 1)
{
    public const int MaxDays = 366;

    /// <summary>Of a plan that says nothing of alerts.</summary>
    public static AlertRules Usual { get; } = new(new(1, 3, 5, 10), 3, 120, 30, 1, 2, 3, 3);

    /// <summary>Days that a promise may lie ahead.</summary>
    public int MostPromiseOf(AlertRule rule) => AlertKey.IsUrgent(rule) ? MostUrgentPromise : MostPromise;

    internal void Check(FaultList faults)
    {
        Ladder.Check(faults, "alerts/ladder");
        faults.Range("alerts/planDays", PlanDays, 1, MaxDays);
        faults.Range("alerts/mostPromise", MostPromise, 1, MaxDays);
        faults.Range("alerts/mostUrgentPromise", MostUrgentPromise, 0, MaxDays);
        faults.Range("alerts/mostSilence", MostSilence, 1, MaxDays);
        faults.Range("alerts/settleDays", SettleDays, 0, MaxDays);
        faults.Range("alerts/forecastDays", ForecastDays, 1, MaxDays);
        faults.Range("alerts/forecastSettleDays", ForecastSettleDays, 1, MaxDays);
        faults.Range("alerts/forecastMargin", ForecastMargin, 0, MaxDays);
        faults.Range("alerts/waitingDays", WaitingDays, 1, MaxDays);
        faults.Range("alerts/staleDays", StaleDays, 0, MaxDays);
    }
}

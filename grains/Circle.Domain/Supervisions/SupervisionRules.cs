using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Supervisions;

/// <summary>
/// What a district decides about its orders 督办单 and its matters to coordinate 需协调事项, as data; comes with the plan and is changed as it is.
/// A step that is under way keeps its day: only what begins next goes by these.
/// </summary>
/// <param name="Ladder">Working days that a step is late after which each rung hears, the first late day being the first. The rung that is nearest hears on the first day whatever stands here.</param>
/// <param name="MostDeadline">Days that an order's deadline may lie ahead.</param>
/// <param name="SignDays">Working days after the day of issue by which an order is signed for.</param>
/// <param name="RedoDays">Working days that a reply which was sent back has at least.</param>
/// <param name="CheckDays">Working days for checking a reply.</param>
/// <param name="CloseDays">Working days for closing what has passed.</param>
/// <param name="TakeDays">Working days by which a matter to coordinate is taken.</param>
/// <param name="AnswerDays">Working days from then, or from its being returned, to the answer.</param>
/// <param name="SettleDays">Working days for the street to settle or return an answered matter.</param>
[GenerateSerializer, Immutable, Alias("SupervisionRules")]
public sealed record SupervisionRules(
    [property: Id(0)] LadderDays Ladder,
    [property: Id(1)] int MostDeadline,
    [property: Id(2)] int SignDays,
    [property: Id(3)] int RedoDays,
    [property: Id(4)] int CheckDays,
    [property: Id(5)] int CloseDays,
    [property: Id(6)] int TakeDays,
    [property: Id(7)] int AnswerDays,
    [property: Id(8)] int SettleDays)
{
    public const int MaxDays = AlertRules.MaxDays;

    /// <summary>Of a plan that says nothing of supervision.</summary>
    public static SupervisionRules Usual { get; } = new(new(1, 2, 4, 6), 180, 2, 3, 3, 3, 2, 5, 5);

    internal void Check(FaultList faults)
    {
        Ladder.Check(faults, "supervision/ladder");
        faults.Range("supervision/mostDeadline", MostDeadline, 1, MaxDays);
        faults.Range("supervision/signDays", SignDays, 1, MaxDays);
        faults.Range("supervision/redoDays", RedoDays, 1, MaxDays);
        faults.Range("supervision/checkDays", CheckDays, 1, MaxDays);
        faults.Range("supervision/closeDays", CloseDays, 1, MaxDays);
        faults.Range("supervision/takeDays", TakeDays, 1, MaxDays);
        faults.Range("supervision/answerDays", AnswerDays, 1, MaxDays);
        faults.Range("supervision/settleDays", SettleDays, 1, MaxDays);
    }
}

using Circle.Domain.Places;
using Circle.Domain.Time;
using Orleans;

namespace Circle.Domain.Alerts;

/// <summary>The rung that hears next, and when.</summary>
[GenerateSerializer, Immutable, Alias("LadderStep")]
public sealed record LadderStep([property: Id(0)] Rung Rung, [property: Id(1)] DateTimeOffset At);

/// <summary>升级阶梯 of one alert. Rungs fire on mornings of working days; one that fires late, after a clock's jump, gives the next as much time as ever.</summary>
internal static class Ladder
{
    /// <summary>When a day's evaluation is told, and rungs and promises come due.</summary>
    public static readonly TimeOnly Morning = new(9, 0);

    /// <summary>The unit's own rung hears when the alert is raised.</summary>
    public static Rung FirstOf(PlaceKind unit) => unit switch
    {
        PlaceKind.Street => Rung.Street,
        PlaceKind.District => Rung.LeadUnit,
        _ => Rung.Community,
    };

    /// <summary>After the alert was raised on a day.</summary>
    public static LadderStep? Begin(Rung first, AlertFacts facts, bool heldBack, DateOnly day, AlertRules rules, WorkCalendar calendar)
        => Step(first, Highest(facts, heldBack), next => calendar.NthWorkday(day, rules.Ladder.Of(next)));

    /// <summary>After a rung fired on a day.</summary>
    public static LadderStep? After(Rung fired, AlertFacts facts, bool heldBack, DateOnly day, AlertRules rules, WorkCalendar calendar)
        => After(fired, Highest(facts, heldBack), rules.Ladder, day, calendar);

    /// <param name="highest">No rung above it hears.</param>
    public static LadderStep? After(Rung fired, Rung highest, LadderDays ladder, DateOnly day, WorkCalendar calendar)
        => Step(fired, highest, next => calendar.NthWorkday(day, 1 + ladder.Of(next) - ladder.Of(fired)));

    /// <summary>From when something is late that was to be done by a day: never in the past.</summary>
    public static DateTimeOffset LateFrom(DateOnly lastDay, DateTimeOffset now, WorkCalendar calendar)
    {
        var morning = District.At(calendar.OnOrAfter(lastDay.AddDays(1)), Morning);
        return morning > now ? morning : NextMorning(now, calendar);
    }

    /// <summary>What is left of a step when it could not fire for a while: never in the past, and only as far up as the alert now goes.</summary>
    public static LadderStep? Resume(LadderStep step, AlertFacts facts, bool heldBack, DateTimeOffset now, WorkCalendar calendar)
        => step.Rung > Highest(facts, heldBack) ? null : step.At > now ? step : step with { At = NextMorning(now, calendar) };

    /// <summary>The first morning of a working day that is still to come.</summary>
    public static DateTimeOffset NextMorning(DateTimeOffset now, WorkCalendar calendar)
    {
        var today = District.DateOf(now);
        var morning = District.At(calendar.OnOrAfter(today), Morning);
        return morning > now ? morning : District.At(calendar.OnOrAfter(today.AddDays(1)), Morning);
    }

    /// <summary>A forecast stays inside the street; a copy that is held back goes no further than its own unit.</summary>
    private static Rung Highest(AlertFacts facts, bool heldBack) => heldBack ? Rung.Community : facts.Level == AlertLevel.Forecast ? Rung.Street : Rung.District;

    private static LadderStep? Step(Rung fired, Rung highest, Func<Rung, DateOnly> on)
        => fired < highest ? new LadderStep(fired + 1, District.At(on(fired + 1), Morning)) : null;
}

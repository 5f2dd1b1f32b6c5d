using Circle.Domain.Tickets;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>When the hotline is called, and when people at it and at units get round to something.</summary>
internal sealed class CallHours(WorkCalendar calendar, Dice dice)
{
    private static readonly TimeOnly HotlineOpens = new(8, 0);
    private static readonly TimeOnly HotlineCloses = new(18, 15);
    private static readonly TimeOnly UnitOpens = new(8, 30);
    private static readonly TimeOnly UnitCloses = new(17, 45);

    /// <summary>More in the mornings of working days.</summary>
    public DateTimeOffset Call(DateOnly day)
    {
        var (from, to) = (calendar.IsWorkday(day) ? dice.Below(100) : 50) switch
        {
            < 48 => (8 * 60 + 2, 11 * 60 + 50),
            < 58 => (8 * 60 + 30, 17 * 60 + 50),
            _ => (13 * 60, 18 * 60),
        };
        return District.At(day, new TimeOnly(0, 0).Add(TimeSpan.FromSeconds(dice.Between(from * 60, to * 60))));
    }

    /// <summary>After a part of a limit, and in the hours of whoever has it: a unit works on working days, the hotline on all.</summary>
    /// <param name="low">Per cent of the limit; over 100 is late.</param>
    public DateTimeOffset After(DateTimeOffset from, TimeLimit limit, int low, int high, bool isUnit)
    {
        var at = limit.After(calendar, from, limit.Span * dice.Between(low, high) / 100);
        return limit.IsWork || !isUnit ? Open(at, isUnit) : at;
    }

    public DateTimeOffset Open(DateTimeOffset at, bool isUnit)
    {
        var (opens, closes) = isUnit ? (UnitOpens, UnitCloses) : (HotlineOpens, HotlineCloses);
        var (day, time) = (District.DateOf(at), TimeOnly.FromDateTime(District.Local(at).DateTime));
        if (time > closes) (day, time) = (day.AddDays(1), TimeOnly.MinValue);
        if (isUnit && !calendar.IsWorkday(day)) (day, time) = (calendar.OnOrAfter(day), TimeOnly.MinValue);
        return time >= opens ? District.At(day, time) : District.At(day, opens).AddSeconds(dice.Between(60, 5_400));
    }

    /// <summary>In the morning of a working day.</summary>
    public DateTimeOffset Morning(DateOnly day) => District.At(calendar.OnOrAfter(day), new TimeOnly(10, 0)).AddSeconds(dice.Below(5_400));
}

using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>One facility's deeds in order of time: working hours, few days of rest, never two at once, nothing in a silence.</summary>
internal sealed class Diary(FacilityId facility, WorkCalendar calendar, Dice dice, DateOnly earliestEffect, Silence? silence)
{
    /// <summary>An older fact is entered under the day of the report.</summary>
    private const int LongestBackdating = 3;

    private static readonly TimeOnly DayBegins = new(8, 30);
    private static readonly TimeOnly DayEnds = new(18, 20);

    private readonly List<FieldDeed> deeds = [];
    private DateTime last = Season.First.ToDateTime(DayBegins);
    private DateOnly lastEffect = earliestEffect;

    public IReadOnlyList<FieldDeed> Deeds => deeds;

    public DateOnly Today => DateOnly.FromDateTime(last);

    /// <summary>Nothing more before this day.</summary>
    public void HoldUntil(DateOnly day)
    {
        if (day > Today) last = day.ToDateTime(DayBegins);
    }

    /// <summary>A fact that was to become true on a day; told then, or at the next chance.</summary>
    /// <param name="latest">Moved off a day of rest it comes before this one, if it can.</param>
    /// <param name="command">Of the effective day.</param>
    public void Report(DateOnly planned, DateOnly? latest, Actor actor, Func<DateOnly, FacilityCommand> command)
    {
        var day = Free(planned, latest);
        var slot = Slot(day, false);
        day = DateOnly.FromDateTime(slot);
        var back = day > planned ? day.DayNumber - planned.DayNumber : dice.Chance(12) ? dice.Between(1, LongestBackdating) : 0;
        var on = day.AddDays(-Math.Min(back, LongestBackdating));
        lastEffect = on < lastEffect ? lastEffect : on;
        Put(slot, actor, command(lastEffect));
    }

    /// <summary>A word in between, left out when there is no free day for it before <paramref name="before"/>.</summary>
    public bool Mention(DateOnly planned, DateOnly before, Actor actor, Func<DateOnly, FacilityCommand> command)
    {
        if (silence is { } quiet && quiet.Covers(planned)) return false;
        var day = Free(planned, before.AddDays(-1));
        if (day >= before || day <= Today || (silence is { } still && still.Covers(day))) return false;
        Put(Slot(day, false), actor, command(day));
        lastEffect = day;
        return true;
    }

    /// <summary>What an inspector does, on a working day; today or later.</summary>
    public DateOnly Inspect(DateOnly planned, Actor actor, Func<DateOnly, FacilityCommand> command)
    {
        var day = planned < Today ? Today : planned;
        if (silence is { } quiet && quiet.Covers(day)) day = quiet.To.AddDays(dice.Between(1, 4));
        day = calendar.OnOrAfter(day);
        var slot = Slot(day, true);
        day = DateOnly.FromDateTime(slot);
        lastEffect = day;
        Put(slot, actor, command(day));
        return day;
    }

    public DateOnly Workdays(DateOnly from, int count)
    {
        for (var day = from; ;)
        {
            if (count-- <= 0) return day;
            do day = day.AddDays(1);
            while (!calendar.IsWorkday(day));
        }
    }

    private DateOnly Free(DateOnly planned, DateOnly? latest)
    {
        var day = planned < Today ? Today : planned;
        if (silence is { } quiet && quiet.Covers(day)) day = quiet.To.AddDays(dice.Between(1, 6));
        if (calendar.IsWorkday(day) || dice.Chance(10)) return day;
        // After a holiday not everybody tells it on the first morning.
        var after = Workdays(day, day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? dice.Between(1, 2) : dice.Between(1, 8));
        if (latest is null || after <= latest) return after;
        var before = day;
        while (!calendar.IsWorkday(before)) before = before.AddDays(-1);
        return before > Today && !(silence is { } still && still.Covers(before)) ? before : Workdays(day, 1);
    }

    /// <summary>A time of the day after the last deed; the next working day when that one is over.</summary>
    private DateTime Slot(DateOnly day, bool visit)
    {
        var slot = day.ToDateTime(TimeOnly.MinValue) + (dice.Chance(visit ? 60 : 52)
            ? TimeSpan.FromSeconds(dice.Between(visit ? 32_400 : 30_600, 42_600))
            : TimeSpan.FromSeconds(dice.Between(50_400, visit ? 61_800 : 65_400)));
        if (slot <= last) slot = last + TimeSpan.FromSeconds(dice.Between(300, 2_400));
        if (TimeOnly.FromDateTime(slot) <= DayEnds) return slot;
        return Workdays(day, 1).ToDateTime(DayBegins) + TimeSpan.FromSeconds(dice.Between(0, 7_200));
    }

    private void Put(DateTime local, Actor actor, FacilityCommand command)
    {
        last = local;
        var at = District.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        deeds.Add(new FieldDeed.OfFacility(at, actor, facility, command));
    }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Orleans;

namespace Circle.Domain.Tickets;

/// <summary>Whose time passes. At each moment of a ticket's life it is exactly one's.</summary>
public enum ClockHolder
{
    /// <summary>热线: to dispatch, or to dispatch anew.</summary>
    Hotline,

    /// <summary>承办单位</summary>
    Unit,

    /// <summary>挂起: nobody's, for a reason that the hotline's supervisor has granted.</summary>
    Suspended,

    /// <summary>回访, by the hotline.</summary>
    CallBack,

    /// <summary>并案: that of the ticket which it was joined to.</summary>
    Parent,

    /// <summary>It is closed.</summary>
    Nobody,
}

/// <summary>时限: so much time of one kind.</summary>
/// <param name="Minutes">1 to <see cref="WorkTime.MaxDays"/> days; a working day has 1,440.</param>
/// <param name="IsWork">True: working time 工作日. False: every hour counts, as it does for life-safety.</param>
[GenerateSerializer, Immutable, Alias("TimeLimit")]
public readonly record struct TimeLimit([property: Id(0)] int Minutes, [property: Id(1)] bool IsWork)
{
    public const int MinutesInDay = 1_440;

    [JsonIgnore]
    public TimeSpan Span => TimeSpan.FromMinutes(Minutes);

    public static TimeLimit Real(int minutes) => new(minutes, false);

    public static TimeLimit Workdays(int days) => new(days * MinutesInDay, true);

    public TimeSpan Between(WorkCalendar calendar, DateTimeOffset from, DateTimeOffset to)
        => IsWork ? WorkTime.Between(calendar, from, to) : to > from ? to - from : TimeSpan.Zero;

    public DateTimeOffset After(WorkCalendar calendar, DateTimeOffset from, TimeSpan span) => IsWork ? WorkTime.After(calendar, from, span) : from + span;

    internal void Check(FaultList faults, string field) => faults.Range($"{field}/minutes", Minutes, 1, (long)WorkTime.MaxDays * MinutesInDay);
}

/// <summary>From when on the time is whose, until the next one begins.</summary>
[GenerateSerializer, Immutable, Alias("ClockInterval")]
public readonly record struct ClockInterval([property: Id(0)] DateTimeOffset From, [property: Id(1)] ClockHolder Holder);

/// <summary>
/// 计时台账: whose the time was, from the receipt on and without a gap. Limits are reckoned from it and never kept as what is left, so that no order of
/// pauses, returns, extensions and other priorities can lose or gain any.
/// </summary>
/// <param name="Intervals">In their order; none begins before the one before it.</param>
[GenerateSerializer, Immutable, Alias("TicketLedger")]
public sealed record TicketLedger([property: Id(0)] ImmutableArray<ClockInterval> Intervals)
{
    public static TicketLedger Empty { get; } = new([]);

    /// <summary>How many there are: what begins next has this as its place.</summary>
    [JsonIgnore]
    public int Next => Intervals.Length;

    [JsonIgnore]
    public ClockHolder Holder => Intervals.IsEmpty ? ClockHolder.Nobody : Intervals[^1].Holder;

    /// <summary>The same holder again begins anew too: another unit's time is not the one's before.</summary>
    public TicketLedger Begin(ClockHolder holder, DateTimeOffset at)
        => new(Intervals.Add(new ClockInterval(Intervals.IsEmpty || Intervals[^1].From <= at ? at : Intervals[^1].From, holder)));

    /// <summary>What a holder has had, in the kind of time that a limit counts.</summary>
    /// <param name="since">Place of the first interval that counts.</param>
    public TimeSpan Held(ClockHolder holder, int since, TimeLimit by, WorkCalendar calendar, DateTimeOffset now)
    {
        var held = TimeSpan.Zero;
        for (var i = since; i < Intervals.Length; i++)
            if (Intervals[i].Holder == holder) held += by.Between(calendar, Intervals[i].From, EndOf(i, now));
        return held;
    }

    /// <summary>When a holder's time is, or was, used up; null: its clock stands, and had time left.</summary>
    public DateTimeOffset? Due(ClockHolder holder, int since, TimeLimit limit, WorkCalendar calendar)
    {
        var left = limit.Span;
        for (var i = since; i < Intervals.Length; i++)
        {
            if (Intervals[i].Holder != holder) continue;
            if (i + 1 == Intervals.Length) return limit.After(calendar, Intervals[i].From, left);
            var used = limit.Between(calendar, Intervals[i].From, Intervals[i + 1].From);
            if (used >= left) return limit.After(calendar, Intervals[i].From, left);
            left -= used;
        }

        return null;
    }

    private DateTimeOffset EndOf(int interval, DateTimeOffset now) => interval + 1 < Intervals.Length ? Intervals[interval + 1].From : now;
}

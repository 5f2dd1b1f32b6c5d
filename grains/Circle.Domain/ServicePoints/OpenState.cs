using System.Globalization;
using Circle.Domain.Evidence;
using Circle.Domain.Time;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>营业状态: whether a point is open, and until when it stays so. Instants are in UTC.</summary>
[GenerateSerializer, Immutable, Alias("OpenState")]
public abstract record OpenState
{
    /// <summary>A closing this near is told in minutes.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromMinutes(60);

    private static readonly string[] Weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    private OpenState()
    {
    }

    /// <summary>营业中</summary>
    /// <param name="ClosesAt">Null: not within <see cref="OpeningHours.HorizonDays"/>, as with 24/7.</param>
    [GenerateSerializer, Immutable, Alias("OpenState.Open")]
    public sealed record Open([property: Id(0)] DateTimeOffset? ClosesAt) : OpenState;

    /// <summary>即将打烊: open, and closes within <see cref="Soon"/>.</summary>
    /// <param name="Minutes">1 to 60, a minute that has begun counted whole.</param>
    [GenerateSerializer, Immutable, Alias("OpenState.ClosesSoon")]
    public sealed record ClosesSoon([property: Id(0)] DateTimeOffset ClosesAt, [property: Id(1)] int Minutes) : OpenState;

    /// <summary>休息中</summary>
    /// <param name="OpensAt">Null: not within <see cref="OpeningHours.HorizonDays"/>.</param>
    [GenerateSerializer, Immutable, Alias("OpenState.Closed")]
    public sealed record Closed([property: Id(0)] DateTimeOffset? OpensAt) : OpenState;

    /// <summary>待核实: nobody knows. It is never told as closed.</summary>
    /// <param name="IsRecorded">Hours are on record, and too long ago verified.</param>
    [GenerateSerializer, Immutable, Alias("OpenState.NotVerified")]
    public sealed record NotVerified([property: Id(0)] bool IsRecorded) : OpenState;

    /// <param name="hours">Null: none are on record.</param>
    /// <param name="isVerified">False once the verification is overdue: what is written then says nothing.</param>
    public static OpenState Of(OpeningHours? hours, bool isVerified, DateTimeOffset now, WorkCalendar calendar)
        => hours is null || !isVerified ? new NotVerified(hours is not null) : hours.At(now, calendar);

    /// <summary>The state in words, for every list, page and call.</summary>
    /// <param name="now">When it was told: days are named from there.</param>
    public Reason Words(DateTimeOffset now) => this switch
    {
        Open { ClosesAt: { } at } when Closing(at, now) is var (zh, en) => new($"营业中，{zh} 打烊", $"Open until {en}"),
        Open => new("营业中，昼夜不打烊", "Open day and night"),
        ClosesSoon soon => new(Said($"{soon.Minutes} 分钟后打烊"), soon.Minutes == 1 ? "Closes in 1 minute" : Said($"Closes in {soon.Minutes} minutes")),
        Closed { OpensAt: { } at } when Opening(at, now) is var (zh, en) => new($"休息中，{zh} 营业", $"Closed, opens {en}"),
        Closed => new("一年内没有营业时间", "No opening within a year"),
        NotVerified { IsRecorded: true } => new("营业时间待核实", "Opening hours to be verified"),
        NotVerified => new("营业时间未录入", "Opening hours not recorded"),
        _ => throw new InvalidOperationException($"{GetType()} has no words"),
    };

    /// <summary>A day that ends at midnight ends at its 24:00, not at tomorrow's 0:00.</summary>
    private static (string Zh, string En) Closing(DateTimeOffset at, DateTimeOffset now)
    {
        var time = District.Local(at).TimeOfDay;
        var isMidnight = time == TimeSpan.Zero;
        var (zh, en) = Day(isMidnight ? DateOnly.FromDateTime(District.Local(at).DateTime).AddDays(-1) : District.DateOf(at), District.DateOf(now));
        var clock = isMidnight ? "24:00" : Clock(time);
        return en.Length == 0 ? (clock, clock) : ($"{zh} {clock}", $"{clock} {en}");
    }

    private static (string Zh, string En) Opening(DateTimeOffset at, DateTimeOffset now)
    {
        var (zh, en) = Day(District.DateOf(at), District.DateOf(now));
        var clock = Clock(District.Local(at).TimeOfDay);
        return ($"{zh} {clock}", en.Length == 0 ? $"at {clock}" : $"{en} at {clock}");
    }

    /// <summary>English has no word for today, where a time alone says it.</summary>
    private static (string Zh, string En) Day(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => ("今天", ""),
        1 => ("明天", "tomorrow"),
        < 7 => (Weekdays[(int)day.DayOfWeek], $"on {day.DayOfWeek}"),
        _ when day.Year == today.Year => (Said($"{day.Month}月{day.Day}日"), Said($"on {day:d MMMM}")),
        _ => (Said($"{day.Year}年{day.Month}月{day.Day}日"), Said($"on {day:d MMMM yyyy}")),
    };

    private static string Clock(TimeSpan time) => Said($"{time.Hours}:{time.Minutes:00}");

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

namespace Circle.Domain.Time;

/// <summary>The zone in which the district's days begin and end.</summary>
public static class District
{
    public const string ZoneName = "Asia/Shanghai";

    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(ZoneName);

    public static DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);

    public static DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(Local(time).DateTime);

    /// <summary>The first day of its month.</summary>
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>The instant at which a day begins, or a time of that day.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time = default)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}

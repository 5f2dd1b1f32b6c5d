namespace Circle.Domain.Time;

/// <summary>The business clock, anchored: at real time <see cref="Real"/> it stood at <see cref="Business"/> and went on from there.</summary>
/// <param name="Version">Rises by one with each change, from 1.</param>
/// <param name="Rate">Business seconds per real second by day, 0 to 1,000,000; 0 while it stands.</param>
/// <param name="Paused">Stopped by a person; the rate to go on with stays in <paramref name="Speed"/>.</param>
/// <param name="Speed">The daytime rate a person chose, 1 to 100,000.</param>
public sealed record ClockReading(
    long Version,
    DateTimeOffset Business,
    DateTimeOffset Real,
    double Rate,
    bool Paused,
    double Speed)
{
    /// <summary>How long it goes on without being anchored again: a clock that nobody keeps stands still.</summary>
    public static readonly TimeSpan Unattended = TimeSpan.FromSeconds(10);

    /// <summary>The field's day; the night between passes in <see cref="NightSeconds"/>.</summary>
    public static readonly TimeOnly Morning = new(7, 45);

    public static readonly TimeOnly Evening = new(18, 45);

    public const double NightSeconds = 3;

    private static readonly double NightRate = (TimeSpan.FromDays(1) - (Evening - Morning)).TotalSeconds / NightSeconds;

    /// <summary>
    /// Business time at a real time: by day at the rate, by night faster. The reading alone decides, so every process shows
    /// the same; a real clock that was set back does not set it back.
    /// </summary>
    public DateTimeOffset At(DateTimeOffset real)
    {
        var passed = real - Real;
        if (passed <= TimeSpan.Zero || Rate <= 0) return Business;
        var left = (passed < Unattended ? passed : Unattended).TotalSeconds;
        for (var at = Business; ;)
        {
            var (rate, ends) = PartOfDay(at);
            var toEnd = (ends - at).TotalSeconds / rate;
            if (toEnd >= left) return at + TimeSpan.FromSeconds(left * rate);
            left -= toEnd;
            at = ends;
        }
    }

    /// <summary>Re-anchored at a real time, so that a change of rate holds from then on.</summary>
    public ClockReading Anchored(DateTimeOffset real, double rate)
        => this with { Version = Version + 1, Business = At(real), Real = real, Rate = rate };

    private (double Rate, DateTimeOffset Ends) PartOfDay(DateTimeOffset at)
    {
        var local = District.Local(at).DateTime;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (time < Morning) return (Math.Max(Rate, NightRate), District.At(day, Morning));
        return time < Evening
            ? (Rate, District.At(day, Evening))
            : (Math.Max(Rate, NightRate), District.At(day.AddDays(1), Morning));
    }
}

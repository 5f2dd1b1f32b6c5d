namespace Circle.Domain.Time;

/// <summary>The business clock, anchored: at real time <see cref="Real"/> it stood at <see cref="Business"/> and went on at <see cref="Rate"/>.</summary>
/// <param name="Version">Rises by one with each change, from 1.</param>
/// <param name="Rate">Business seconds per real second, 0 to 1,000,000; 0 while paused.</param>
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

    /// <summary>Business time at a real time; a real clock that was set back does not set it back.</summary>
    public DateTimeOffset At(DateTimeOffset real)
    {
        var passed = real - Real;
        if (passed <= TimeSpan.Zero) return Business;
        return Business + (passed < Unattended ? passed : Unattended) * Rate;
    }

    /// <summary>Re-anchored at a real time, so that a change of rate holds from then on.</summary>
    public ClockReading Anchored(DateTimeOffset real, double rate)
        => this with { Version = Version + 1, Business = At(real), Real = real, Rate = rate };
}

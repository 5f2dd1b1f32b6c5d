using Circle.Contracts.Walls;
using Circle.Domain.Time;
using Circle.Grains.Rehearsal;

namespace Circle.Grains.Time;

/// <summary>
/// The time of the field: real in Live, the rehearsal's otherwise. A type of its own, never registered as
/// <see cref="TimeProvider"/>: Orleans and ASP.NET take that from DI, and accelerating it breaks both.
/// </summary>
public sealed class BusinessClock(OperatingMode mode, RehearsalOptions rehearsal, TimeProvider real)
{
    private volatile ClockReading? reading;

    public OperatingMode Mode => mode;

    /// <summary>The rehearsal's anchor; null when live, or not yet set.</summary>
    public ClockReading? Reading => reading;

    /// <summary>True while the rehearsal catches up with the time from which it is watched.</summary>
    public bool IsStarting => mode == OperatingMode.Rehearsal && Now < rehearsal.WatchedFrom;

    public DateTimeOffset Now => mode == OperatingMode.Live ? real.GetUtcNow() : reading?.At(real.GetUtcNow()) ?? DateTimeOffset.MinValue;

    public DateOnly Today => District.DateOf(Now);

    public ClockView View => new(mode, reading?.Speed ?? 1, reading?.Paused ?? false, IsStarting);

    /// <summary>Another anchor. It may not lie behind the time that was already shown.</summary>
    public void Set(ClockReading next)
    {
        var now = real.GetUtcNow();
        var shown = reading?.At(now) ?? DateTimeOffset.MinValue;
        reading = next.At(now) < shown ? next with { Business = shown, Real = now } : next;
    }
}

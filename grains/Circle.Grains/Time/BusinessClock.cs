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
    private long shown;

    public OperatingMode Mode => mode;

    /// <summary>The rehearsal's anchor; null when live, or not yet set.</summary>
    public ClockReading? Reading => reading;

    /// <summary>True while the rehearsal catches up with the time from which it is watched.</summary>
    public bool IsStarting => mode == OperatingMode.Rehearsal && Now < rehearsal.WatchedFrom;

    /// <summary>Never goes back in a rehearsal, whatever the real clock or another anchor does.</summary>
    public DateTimeOffset Now => mode == OperatingMode.Live ? real.GetUtcNow() : Shown(reading?.At(real.GetUtcNow()) ?? DateTimeOffset.MinValue);

    public DateOnly Today => District.DateOf(Now);

    public ClockView View => new(mode, reading?.Speed ?? 1, reading?.Paused ?? false, IsStarting);

    /// <summary>Another anchor. It may not lie behind the time that was already shown.</summary>
    public void Set(ClockReading next)
    {
        var now = real.GetUtcNow();
        var latest = Now;
        reading = next.At(now) < latest ? next with { Business = latest, Real = now } : next;
    }

    private DateTimeOffset Shown(DateTimeOffset time)
    {
        var before = Interlocked.Read(ref shown);
        while (time.UtcTicks > before)
        {
            var seen = Interlocked.CompareExchange(ref shown, time.UtcTicks, before);
            if (seen == before) return time;
            before = seen;
        }

        return new DateTimeOffset(before, TimeSpan.Zero);
    }
}

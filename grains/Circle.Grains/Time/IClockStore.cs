using Circle.Domain.Time;

namespace Circle.Grains.Time;

/// <summary>The rehearsal's clock as all processes share it.</summary>
public interface IClockStore
{
    /// <summary>Null until someone sets it for the first time.</summary>
    Task<ClockReading?> ReadAsync(CancellationToken cancel);

    /// <summary>Sets it if nobody did since <paramref name="expected"/> (0: not yet set); false: somebody did.</summary>
    Task<bool> WriteAsync(ClockReading reading, long expected, CancellationToken cancel);
}

using Circle.Contracts.Accounts;
using Circle.Contracts.Walls;
using Circle.Domain.Accounts;

namespace Circle.Contracts.Rehearsal;

/// <summary>演练: its clock, as a person may steer it. One per cluster, key 0.</summary>
[Alias("IRehearsalGrain")]
public interface IRehearsalGrain : IGrainWithIntegerKey
{
    /// <summary>The seeds are in: its people may begin, or go on. A rehearsal that works already is not disturbed.</summary>
    [Alias("Work")]
    Task Work();

    [Alias("View")]
    Task<RehearsalView> View();

    /// <summary>False: the system is live and its clock is nobody's to steer.</summary>
    [Alias("Pause"), Needs(Permission.Rehearse)]
    Task<bool> Pause(bool paused);

    /// <param name="speed">1 to <see cref="RehearsalView.MaxSpeed"/>.</param>
    [Alias("SetSpeed"), Needs(Permission.Rehearse)]
    Task<bool> SetSpeed(double speed);
}

/// <param name="Seed">Of the simulated field work; null when live.</param>
/// <param name="Progress">Of the catching up, 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("RehearsalView")]
public sealed record RehearsalView(
    [property: Id(0)] ClockView Clock,
    [property: Id(1)] DateTimeOffset Now,
    [property: Id(2)] int? Seed,
    [property: Id(3)] double Progress)
{
    public const double MaxSpeed = 5_000;
}

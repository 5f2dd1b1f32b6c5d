using Circle.Contracts.Journal;
using Circle.Domain.Walls;
using Orleans.Concurrency;

namespace Circle.Contracts.Walls;

/// <summary>Sings once a second while it is asked for; the key is <see cref="Canary.Key"/>.</summary>
[Alias("ICanaryGrain")]
public interface ICanaryGrain : ICommandGrain<CanaryCommand>
{
    /// <summary>Somebody is there to listen.</summary>
    [Alias("Keep"), AlwaysInterleave]
    Task Keep();
}

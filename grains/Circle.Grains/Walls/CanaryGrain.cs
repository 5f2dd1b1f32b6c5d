using Circle.Contracts.Journal;
using Circle.Contracts.Walls;
using Circle.Domain.Journal;
using Circle.Domain.Walls;
using Circle.Grains.Journal;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Walls;

/// <summary>One for the whole cluster, with a timer of its own: the next song waits until the last is committed.</summary>
[GrainType("canary")]
public sealed class CanaryGrain(AggregateServices services, TimeProvider real)
    : AggregateGrain<Canary, CanaryState, CanaryCommand, CanaryEvent>(services), ICanaryGrain
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        this.RegisterGrainTimer(SingAsync, new GrainTimerCreationOptions(Beat, Beat) { Interleave = true });
    }

    public Task Keep() => Task.CompletedTask;

    private async Task SingAsync(CancellationToken cancel)
    {
        Caller.Current = Actor.Canary;
        var at = real.GetUtcNow().ToUnixTimeMilliseconds();

        // Busy and unsure are what it is there to show: a wall hears nothing new and says how old its picture is.
        await Tell(CommandId.Derive(Canary.Key, at.ToString(System.Globalization.CultureInfo.InvariantCulture)), new CanaryCommand.Sing(at));
    }
}

/// <summary>Keeps the canary awake; after its silo has died another one wakes it.</summary>
public sealed class CanaryKeeper(IGrainFactory grains, TimeProvider real, ILogger<CanaryKeeper> log) : SiloLoop
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    protected override Task RunAsync(CancellationToken cancel)
        => EachAsync(Period, real, _ => grains.GetGrain<ICanaryGrain>(Canary.Key).Keep(), e => log.LogWarning(e, "The canary does not answer"), cancel);
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Places;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Journal;
using Circle.Grains.Places;
using Circle.Grains.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Circle.Cluster.Tests.RollUp;

/// <summary>What is on its way when a silo stops, and what is under way.</summary>
public sealed class StoppingTests : IDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SiloStop stop = new();
    private readonly Lines log = new();

    public void Dispose()
    {
        stop.Dispose();
        services.Dispose();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Rows_that_do_not_reach_their_region_are_a_warning_unless_the_silo_stops(bool isStopping)
    {
        var (grains, region) = Unreachable.Region();
        var rollUp = new Grains.Places.RollUp(grains, new RegionMeters(services.GetRequiredService<IMeterFactory>()), stop, log);

        rollUp.Post([new MovedRow(new PlaceRow(StreamId.Of("facility", "f"), PlaceId.Of("s1"), 1, Tally.Empty), null)]);
        await region.Asked.WaitAsync(Cancel);
        if (isStopping) await StopAsync();
        region.Fail();

        // It is tried twice.
        Assert.Equal(isStopping ? [] : Enumerable.Repeat("1 rows did not reach region s1", 2), log.Told);
    }

    [Fact]
    public async Task A_stop_waits_for_what_is_under_way_and_lets_nothing_more_begin()
    {
        Assert.True(stop.TryEnter());
        var stopped = StopAsync();
        await Eventually.TrueAsync(() => stop.IsBegun, "it stops");

        Assert.False(stop.TryEnter());
        Assert.False(stopped.IsCompleted);
        stop.Leave();
        await stopped.WaitAsync(Cancel);
    }

    private async Task StopAsync()
    {
        var lifecycle = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
        stop.Participate(lifecycle);
        await lifecycle.OnStart(Cancel);
        await lifecycle.OnStop(Cancel);
    }

    /// <summary>A region whose silo is gone by the time that it is asked.</summary>
    public class Unreachable : DispatchProxy
    {
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whoever waits for it goes on before <see cref="Fail"/> returns.</summary>
        private readonly TaskCompletionSource failed = new();
        private object? region;

        public Task Asked => asked.Task;

        public static (IGrainFactory Grains, Unreachable Region) Region()
        {
            var region = Create<IRegionGrain, Unreachable>();
            var grains = Create<IGrainFactory, Unreachable>();
            ((Unreachable)(object)grains).region = region;
            return (grains, (Unreachable)(object)region);
        }

        public void Fail() => failed.TrySetException(new InvalidOperationException("the silo is shutting down"));

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (region is not null) return region;
            asked.TrySetResult();
            return failed.Task;
        }
    }

    private sealed class Lines : ILogger<Grains.Places.RollUp>
    {
        public ConcurrentQueue<string> Told { get; } = new();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning) Told.Enqueue(formatter(state, exception));
        }
    }
}

using Circle.Contracts.Places;
using Circle.Domain.Places;
using Orleans.Serialization.Invocation;

namespace Circle.Cluster.Tests.Hosting;

/// <summary>Stands in the way of calls that a silo's own grains and loops make.</summary>
public sealed class Mischief : IOutgoingGrainCallFilter
{
    private volatile Func<IOutgoingGrainCallContext, Task>? _instead;
    private int _lost;

    /// <summary>Messages lost so far.</summary>
    public int Lost => Volatile.Read(ref _lost);

    /// <summary>Done instead of the call; null: calls go through.</summary>
    public Func<IOutgoingGrainCallContext, Task>? Instead
    {
        get => _instead;
        set => _instead = value;
    }

    /// <summary>Something else than the call for rows on their way to a region (null: to any).</summary>
    public static Func<IOutgoingGrainCallContext, Task> Rows(PlaceId? to, Func<IOutgoingGrainCallContext, Task> instead)
        => call => IsRegion(call, nameof(IRegionGrain.Take)) && call.Request.GetArgument(0) is not RegionReport && (to is null || To(call) == to) ? instead(call) : call.Invoke();

    /// <summary>Regions that neither report nor answer their parents.</summary>
    public static Func<IOutgoingGrainCallContext, Task> Silence(Func<PlaceId, bool> regions) => call =>
    {
        var of = IsRegion(call, nameof(IRegionGrain.Current)) ? To(call) : ReportOf(call)?.Region;
        return of is { } region && regions(region) ? throw new TimeoutException($"{of} is out of reach") : call.Invoke();
    };

    /// <summary>The report that a call carries to a parent.</summary>
    public static RegionReport? ReportOf(IOutgoingGrainCallContext call)
        => IsRegion(call, nameof(IRegionGrain.Take)) ? call.Request.GetArgument(0) as RegionReport : null;

    /// <summary>Loses rows on their way to a region (null: to any), tells nobody, and waits until what the work sends is lost.</summary>
    public async Task LosingRowsAsync(PlaceId? to, Func<Task> work)
    {
        var before = Lost;
        Instead = Rows(to, call =>
        {
            // Answered all the same: a call without an answer fails, and the sender tries again.
            call.Response = Response.Completed;
            Interlocked.Increment(ref _lost);
            return Task.CompletedTask;
        });
        await work();
        await Eventually.TrueAsync(() => Lost > before, "a message is lost");
        Instead = null;
    }

    public Task Invoke(IOutgoingGrainCallContext context) => Instead is { } instead ? instead(context) : context.Invoke();

    private static bool IsRegion(IOutgoingGrainCallContext call, string method)
        => call.InterfaceMethod.DeclaringType == typeof(IRegionGrain) && call.MethodName == method;

    private static PlaceId To(IOutgoingGrainCallContext call) => PlaceId.Of(call.TargetId.Key.ToString()!);
}

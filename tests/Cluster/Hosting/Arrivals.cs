using System.Collections.Concurrent;

namespace Circle.Cluster.Tests.Hosting;

/// <summary>
/// Counts commands that a grain has taken into its queue. Orleans keeps no order between calls, so a test that needs one
/// waits for the first to arrive before it sends the next.
/// </summary>
public sealed class Arrivals : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<GrainId, int> _commands = new();

    public int Of(IAddressable grain) => _commands.GetValueOrDefault(grain.GetGrainId());

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        // Up to its first wait, so that it stands in the queue when it is counted.
        var call = context.Invoke();
        if (context.MethodName == "Tell") _commands.AddOrUpdate(context.TargetId, 1, (_, count) => count + 1);
        await call;
    }
}

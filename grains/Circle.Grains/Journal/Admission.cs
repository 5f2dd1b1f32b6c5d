using Circle.Contracts.Journal;
using Circle.Domain.Journal;

namespace Circle.Grains.Journal;

/// <summary>
/// How many commands of this process may be on their way; one more hears "busy" before it leaves. A grain's limits judge a message
/// whose turn has come, and where more comes than the machine holds that turn is what everybody waits for: the runtime's own queues
/// have no limit.
/// </summary>
public sealed class Admission : IOutgoingGrainCallFilter
{
    /// <summary>A third of a second of what a silo on two cores holds; walls stay less than a second behind whoever gets through.</summary>
    public const int MaxUnderway = 3_000;

    private int underway;

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (!IsCommand(context))
        {
            await context.Invoke();
            return;
        }

        try
        {
            if (Interlocked.Increment(ref underway) > MaxUnderway) context.Result = new Answer.Busy();
            else await context.Invoke();
        }
        finally
        {
            Interlocked.Decrement(ref underway);
        }
    }

    private static bool IsCommand(IOutgoingGrainCallContext context)
        => context.MethodName == nameof(ICommandGrain<>.Tell)
           && context.InterfaceMethod.DeclaringType is { IsGenericType: true } declaring && declaring.GetGenericTypeDefinition() == typeof(ICommandGrain<>);
}

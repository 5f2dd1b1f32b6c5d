using Circle.Contracts.Journal;

namespace Circle.Cluster.Tests.Delivery;

/// <summary>What keeps a receiver from hearing.</summary>
internal sealed class Deafness(string receiver) : IIncomingGrainCallFilter
{
    private volatile TaskCompletionSource? held;
    private volatile bool isFailing;
    private int told;

    /// <summary>Tellings that came to it since.</summary>
    public int Told => Volatile.Read(ref told);

    public void Hold() => held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Fail() => isFailing = true;

    public void End()
    {
        isFailing = false;
        held?.TrySetResult();
        held = null;
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.MethodName == "Tell" && context.TargetId.Key.ToString() == receiver && (isFailing || held is not null))
        {
            Interlocked.Increment(ref told);
            if (isFailing) throw new JournalException(JournalFault.Transient, "it cannot be told, on purpose");
            if (held is { } hold) await hold.Task;
        }

        await context.Invoke();
    }
}

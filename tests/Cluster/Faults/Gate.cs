using System.Collections.Immutable;
using System.Threading.Channels;
using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Journal;
using Circle.Grains.Journal;

namespace Circle.Cluster.Tests.Faults;

/// <summary>Holds commits until it is opened; deaf to cancellation, as a database that has stalled.</summary>
/// <param name="after">True: the commit is done and its answer is held; false: the commit itself waits.</param>
public sealed class Gate(bool after = false)
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<ImmutableArray<Run>> _entered = Channel.CreateUnbounded<ImmutableArray<Run>>();

    public async Task<BatchOutcome> HoldAsync(ImmutableArray<Run> runs, Func<Task<BatchOutcome>> commit, CancellationToken cancel)
    {
        var outcome = after ? await commit() : null;
        _entered.Writer.TryWrite(runs);
        await _opened.Task;
        return outcome ?? await commit();
    }

    /// <summary>The next batch has come to the gate.</summary>
    public Task<ImmutableArray<Run>> EnteredAsync() => _entered.Reader.ReadAsync().AsTask().WithinLimitAsync("a batch came to the gate");

    public void Open() => _opened.TrySetResult();
}

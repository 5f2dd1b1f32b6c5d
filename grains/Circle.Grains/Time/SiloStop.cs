namespace Circle.Grains.Time;

/// <summary>
/// Whether the silo is on its way down: begun before any grain or grain service goes. What grains tell each other by themselves ends
/// then, since whoever they would wake finds no place any more; the next start makes up for it.
/// </summary>
public sealed class SiloStop : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>Work that is under way when the silo stops is waited for so long: it asks others who may be slow.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource begun = new();
    private readonly Lock gate = new();
    private TaskCompletionSource? ended;
    private int underWay;

    public SiloStop() => Token = begun.Token;

    public bool IsBegun => Token.IsCancellationRequested;

    /// <summary>Cancelled when it begins.</summary>
    public CancellationToken Token { get; }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(SiloStop), ServiceLifecycleStage.Active, _ => Task.CompletedTask, BeginAsync);

    /// <summary>Work that ends soon once the stop has begun. False: it has begun, nothing more is to be started.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            if (IsBegun) return false;
            underWay++;
            return true;
        }
    }

    /// <summary>Once for each <see cref="TryEnter"/> that was true.</summary>
    public void Leave()
    {
        lock (gate)
        {
            if (--underWay == 0) ended?.TrySetResult();
        }
    }

    public void Dispose() => begun.Dispose();

    /// <summary>Begins it, and waits for what is under way.</summary>
    private async Task BeginAsync(CancellationToken cancel)
    {
        Task all;
        lock (gate)
        {
            ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (underWay == 0) ended.TrySetResult();
            all = ended.Task;
        }

        await begun.CancelAsync();
        await Task.WhenAny(all, Task.Delay(Patience, cancel));
    }
}

namespace Circle.Grains.Time;

/// <summary>Work that a silo does again and again while it is up: begun when grains may be called, ended before they go.</summary>
public abstract class SiloLoop : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;

    public virtual void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        GetType().Name,
        ServiceLifecycleStage.Active,
        _ =>
        {
            // No caller's request context may leak into a loop that outlives the request.
            using (ExecutionContext.SuppressFlow()) loop = Task.Run(() => RunAsync(stopping.Token), CancellationToken.None);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await stopping.CancelAsync();
            await loop;
        });

    public void Dispose()
    {
        stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs until it is cancelled, and does not throw.</summary>
    protected abstract Task RunAsync(CancellationToken cancel);

    /// <summary>As <see cref="EachAsync"/>, but the first round at once, and one as soon as something has changed, too.</summary>
    /// <param name="changed">Completes at the next change; asked before each round, so that none falls between.</param>
    protected static async Task EachOrChangedAsync(TimeSpan period, TimeProvider real, Func<Task> changed, Func<CancellationToken, Task> round, Action<Exception> failed, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var change = changed();
            try
            {
                await round(cancel);
            }
            catch (Exception) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                failed(e);
            }

            using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(change, Task.Delay(period, real, wait.Token));
            await wait.CancelAsync();
        }
    }

    /// <summary>One round a period until cancelled; a round that fails is told and the next one comes all the same.</summary>
    protected static async Task EachAsync(TimeSpan period, TimeProvider real, Func<CancellationToken, Task> round, Action<Exception> failed, CancellationToken cancel)
    {
        using var ticks = new PeriodicTimer(period, real);
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                if (!await ticks.WaitForNextTickAsync(cancel)) return;
                await round(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                failed(e);
            }
        }
    }
}

using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Grains.Time;

namespace Circle.Grains.LivingCircles;

/// <summary>
/// Work that a circle does when told, one round at a time; what it is told meanwhile is done by one more, and whoever told it hears how the
/// round went that began after their word. A round that was not done comes again, until the grain has left or the silo stops. For one
/// grain's use.
/// </summary>
/// <param name="round">False: it could not be done yet.</param>
internal sealed class CircleRounds(Func<Task<bool>> round, Action<Exception> failed, SiloStop stop, TimeProvider real)
{
    /// <summary>Between two rounds: an import changes a street's points thousands of times, and each round reads all of them.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(2);

    private TaskCompletionSource<bool>? told;
    private bool isAtIt;
    private bool hasLeft;

    /// <returns>False: it was not done, and may never be by this activation.</returns>
    public Task<bool> Say()
    {
        if (hasLeft || stop.IsBegun || (!isAtIt && !stop.TryEnter())) return Task.FromResult(false);
        told ??= New();
        var heard = told.Task;
        if (!isAtIt) _ = RunAsync();
        return heard;
    }

    public void Leave()
    {
        hasLeft = true;
        told?.TrySetResult(false);
    }

    private static TaskCompletionSource<bool> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync()
    {
        isAtIt = true;
        try
        {
            // Whoever told it stays behind: what it finds is the system's own word.
            RequestContext.Clear();
            Caller.Current = Actor.Timekeeper;
            while (told is { } these && !hasLeft && !stop.IsBegun)
            {
                told = null;
                var isDone = await RoundAsync();
                if (!isDone) told ??= New();
                these.TrySetResult(isDone);
                await Task.Delay(Gap, real, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }

            if (stop.IsBegun) told?.TrySetResult(false);
        }
        finally
        {
            isAtIt = false;
            stop.Leave();
        }
    }

    private async Task<bool> RoundAsync()
    {
        try
        {
            return await round();
        }
        catch (Exception) when (stop.IsBegun)
        {
            return false;
        }
        catch (Exception e)
        {
            failed(e);
            return false;
        }
    }
}

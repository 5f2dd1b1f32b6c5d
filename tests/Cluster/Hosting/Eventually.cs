namespace Circle.Cluster.Tests.Hosting;

/// <summary>Waits for a condition, with a limit that only a broken system reaches.</summary>
public static class Eventually
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), () => what);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Limit, $"never: {what()}");
            await Task.Delay(Step, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The task's value, or a failure that says what was awaited.</summary>
    public static async Task<T> WithinLimitAsync<T>(this Task<T> task, string what)
    {
        await ((Task)task).WithinLimitAsync(what);
        return await task;
    }

    public static async Task WithinLimitAsync(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            Assert.Fail($"never: {what}");
        }
    }
}

using Microsoft.Extensions.Time.Testing;

namespace Circle.Cluster.Tests.Hosting;

public static class PassingTime
{
    /// <summary>Lets time pass in small steps until something is done: a timer may be set a moment after a test looked.</summary>
    public static async Task<T> PassAsync<T>(this FakeTimeProvider time, Task<T> task, string what, int stepMilliseconds = 100)
    {
        await Eventually.TrueAsync(
            () =>
            {
                if (!task.IsCompleted) time.Advance(TimeSpan.FromMilliseconds(stepMilliseconds));
                return task.IsCompleted;
            },
            what);
        return await task;
    }
}

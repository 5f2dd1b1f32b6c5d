using System.Diagnostics;

namespace Circle.TestServers;

/// <summary>Waits for what will be true, with a limit far above what a slow machine needs.</summary>
public static class Eventually
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>The first answer that is not null.</summary>
    /// <param name="what">Completes "was waited for in vain: …".</param>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> ask, TimeSpan? limit = null, CancellationToken cancel = default) where T : class
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await ask() is { } answer) return answer;
            if (Stopwatch.GetElapsedTime(since) > (limit ?? Generous)) throw new TimeoutException($"was waited for in vain: {what}");
            await Task.Delay(Between, cancel);
        }
    }

    public static Task IsTrueAsync(string what, Func<Task<bool>> ask, TimeSpan? limit = null, CancellationToken cancel = default)
        => GetAsync(what, async () => await ask() ? "" : null, limit, cancel);

    /// <summary>Until the assertions hold; past the limit their own failure is shown.</summary>
    public static async Task HoldsAsync(Func<Task> assert, TimeSpan? limit = null, CancellationToken cancel = default)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await assert();
                return;
            }
            catch (Exception) when (Stopwatch.GetElapsedTime(since) < (limit ?? Generous))
            {
                await Task.Delay(Between, cancel);
            }
        }
    }
}

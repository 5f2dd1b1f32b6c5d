using System.Threading.RateLimiting;
using Circle.Domain.Journal;

namespace Circle.Web.Photos;

/// <summary>Draws one picture at a time, and only so many for one account.</summary>
internal sealed class PhotoDesk : IAsyncDisposable
{
    /// <summary>As many shops as a street enters in a day; then one after the other, an hour's worth each hour. A day's worth is at most 1.5 GB, of which a day later only what is shown is left.</summary>
    private const int Saved = 300;
    private const int AnHour = 25;

    /// <summary>After which whoever has sent too many may send one more.</summary>
    public static readonly TimeSpan Next = TimeSpan.FromHours(1) / AnHour;

    private readonly SemaphoreSlim one = new(1);

    private readonly PartitionedRateLimiter<Actor> accounts = PartitionedRateLimiter.Create<Actor, Actor>(account => RateLimitPartition.GetTokenBucketLimiter(
        account, _ => new TokenBucketRateLimiterOptions { TokenLimit = Saved, TokensPerPeriod = 1, ReplenishmentPeriod = Next, QueueLimit = 0 }));

    /// <summary>False: it has sent too many, and may send one more after <see cref="Next"/>.</summary>
    public bool Admits(Actor account)
    {
        using var lease = accounts.AttemptAcquire(account);
        return lease.IsAcquired;
    }

    /// <summary>As <see cref="Admits"/> would say, and nothing is counted.</summary>
    public bool WouldAdmit(Actor account)
    {
        using var lease = accounts.AttemptAcquire(account, permitCount: 0);
        return lease.IsAcquired;
    }

    /// <inheritdoc cref="PhotoReading.Read"/>
    public async Task<DrawnPhoto?> DrawAsync(byte[] bytes, FaultList faults, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => PhotoReading.Read(bytes, faults), CancellationToken.None);
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        one.Dispose();
        await accounts.DisposeAsync();
    }
}

using System.Threading.RateLimiting;

namespace Circle.Web.Accounts;

/// <summary>
/// To hash a password takes a core for a tenth of a second, on purpose. So many are hashed at once, so many wait, and the others hear
/// "busy": however many guess, walls and work go on.
/// </summary>
internal sealed class PasswordGate : IDisposable
{
    private const int MostWaiting = 32;

    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 4),
        QueueLimit = MostWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public void Dispose() => limiter.Dispose();

    /// <summary>To be held while it is hashed. Not acquired: too many wait already.</summary>
    public ValueTask<RateLimitLease> EnterAsync(HttpContext http) => limiter.AcquireAsync(1, http.RequestAborted);
}

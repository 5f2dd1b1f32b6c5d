using System.Threading.RateLimiting;
using Circle.Web.Hosting;

namespace Circle.Web.Accounts;

/// <summary>
/// To hash a password takes a core for a tenth of a second, on purpose. So many are hashed at once, so many wait, and the others hear
/// "busy": however many guess, walls and work go on. Whose browser is known waits in a line of its own, and of one network a few
/// wait at once, so that a handful of guessers keeps nobody else out.
/// </summary>
internal sealed class PasswordGate : IDisposable
{
    private const int MostWaiting = 32;

    /// <summary>Of one network: an office that comes to work at the same minute, and not the whole line.</summary>
    private const int MostOfOne = 8;

    private readonly ConcurrencyLimiter known = Line();
    private readonly ConcurrencyLimiter strangers = Line();

    private readonly PartitionedRateLimiter<string> networks = PartitionedRateLimiter.Create<string, string>(
        network => RateLimitPartition.GetConcurrencyLimiter(network, _ => new ConcurrencyLimiterOptions { PermitLimit = MostOfOne, QueueLimit = 0 }));

    public void Dispose()
    {
        known.Dispose();
        strangers.Dispose();
        networks.Dispose();
    }

    /// <summary>To be held while it is hashed.</summary>
    /// <param name="isKnown">Whether somebody has signed in from this browser before, or is signed in.</param>
    public async ValueTask<Place> EnterAsync(HttpContext http, bool isKnown)
    {
        if (isKnown) return new Place(await known.AcquireAsync(1, http.RequestAborted), null);
        var network = networks.AttemptAcquire(ClientNetwork.Of(http));
        if (!network.IsAcquired) return new Place(network, null);
        try
        {
            return new Place(await strangers.AcquireAsync(1, http.RequestAborted), network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static ConcurrencyLimiter Line() => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 4),
        QueueLimit = MostWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Not acquired: too many wait already.</summary>
    public sealed class Place(RateLimitLease hashing, RateLimitLease? network) : IDisposable
    {
        public bool IsAcquired => hashing.IsAcquired;

        public void Dispose()
        {
            hashing.Dispose();
            network?.Dispose();
        }
    }
}

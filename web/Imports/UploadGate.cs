using System.Threading.RateLimiting;
using Circle.Web.Accounts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Circle.Web.Imports;

/// <summary>
/// How many files a node takes at once. Whoever sends slowly holds a place among those that arrive, and none among those that are
/// read; of one account there are never so many that others have no place.
/// </summary>
internal sealed class UploadGate : IDisposable
{
    /// <summary>Named by the endpoint: so many of one account, "busy" for the next.</summary>
    public const string OfOne = "import-upload";

    private const int MostOfOne = 2;

    /// <summary>Each holds its file, at most twice 10 MB.</summary>
    private const int MostArriving = 12;

    /// <summary>Each may hold some 100 MB besides for the seconds that it takes; those that have arrived wait for it.</summary>
    private const int MostRead = 3;

    private readonly ConcurrencyLimiter arriving = new(new ConcurrencyLimiterOptions { PermitLimit = MostArriving, QueueLimit = 0 });
    private readonly ConcurrencyLimiter reading = new(new ConcurrencyLimiterOptions { PermitLimit = MostRead, QueueLimit = MostArriving, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>Bytes a second, below which after twenty seconds the server itself ends the request (408).</summary>
    public static MinDataRate Slowest { get; } = new(4_096, TimeSpan.FromSeconds(20));

    public static void AddLimit(RateLimiterOptions limits) => limits.AddPolicy(
        OfOne,
        http => RateLimitPartition.GetConcurrencyLimiter(AccountHosting.ActorOf(http.User)?.Value ?? "", _ => new ConcurrencyLimiterOptions { PermitLimit = MostOfOne, QueueLimit = 0 }));

    /// <summary>A place for a file that arrives, to be held until it is answered; none is acquired where all are taken.</summary>
    public RateLimitLease Arrive() => arriving.AttemptAcquire();

    /// <summary>A place for a file that is here.</summary>
    public ValueTask<RateLimitLease> ReadAsync(CancellationToken cancel) => reading.AcquireAsync(1, cancel);

    public void Dispose()
    {
        arriving.Dispose();
        reading.Dispose();
    }
}

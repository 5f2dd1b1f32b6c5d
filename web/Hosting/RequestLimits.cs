using System.Globalization;
using System.Threading.RateLimiting;
using Circle.Silo.Hosting;
using Circle.Web.Accounts;
using Circle.Web.Journal;

namespace Circle.Web.Hosting;

/// <summary>How much one address and one account may ask of this node; past it the answer is 429 with when to come again.</summary>
internal sealed class RequestLimits : IAsyncDisposable
{
    /// <summary>Addresses share that many counters, by a hash that each process draws anew: two that meet in one share its limit, and memory is bounded.</summary>
    private const int Slots = 65_536;

    /// <summary>Seconds' worth that may be saved up.</summary>
    private const int Saved = 10;

    /// <summary>A screen that has negotiated and does not come is forgotten after 15 s: so long, no more of them than may be connected.</summary>
    private const int NegotiatedSeconds = 15;

    private readonly PartitionedRateLimiter<int> addresses;
    private readonly PartitionedRateLimiter<string> accounts;
    private readonly PartitionedRateLimiter<int> negotiations;
    private readonly PartitionedRateLimiter<int> connections;

    public RequestLimits(CircleOptions options)
    {
        var limits = options.Limits;
        addresses = Buckets<int>(limits.PerAddress, limits.PerAddress * Saved);
        accounts = Buckets<string>(limits.PerAccount, limits.PerAccount * Saved);
        negotiations = Buckets<int>(Math.Max(1, limits.Connections / NegotiatedSeconds), limits.Connections);
        connections = PartitionedRateLimiter.Create<int, int>(slot => limits.Connections == 0
            ? RateLimitPartition.GetNoLimiter(slot)
            : RateLimitPartition.GetConcurrencyLimiter(slot, _ => new ConcurrencyLimiterOptions { PermitLimit = limits.Connections, QueueLimit = 0 }));
    }

    /// <summary>Before anybody is looked up: a flood of cookies that are none asks no database.</summary>
    public async Task OfAddressAsync(HttpContext http, RequestDelegate next)
    {
        var slot = (int)((uint)ClientNetwork.Of(http).GetHashCode(StringComparison.Ordinal) % Slots);
        using var lease = addresses.AttemptAcquire(slot);
        if (!lease.IsAcquired)
        {
            await TooManyAsync(http, lease);
            return;
        }

        if (!http.Request.Path.StartsWithSegments("/hubs"))
        {
            await next(http);
            return;
        }

        // A connection holds its place for as long as its request lasts, which is as long as it does.
        using var screen = (HttpMethods.IsPost(http.Request.Method) ? negotiations : connections).AttemptAcquire(slot);
        if (screen.IsAcquired) await next(http);
        else await TooManyAsync(http, screen);
    }

    public async Task OfAccountAsync(HttpContext http, RequestDelegate next)
    {
        using var lease = AccountHosting.ActorOf(http.User) is { } actor ? accounts.AttemptAcquire(actor.Value) : null;
        if (lease is null or { IsAcquired: true }) await next(http);
        else await TooManyAsync(http, lease);
    }

    /// <summary>For a limit of one endpoint: too often is 429, too many at once is "busy".</summary>
    public static Task RejectAsync(HttpContext http, RateLimitLease lease)
        => lease.TryGetMetadata(MetadataName.RetryAfter, out _) ? TooManyAsync(http, lease) : Problems.Busy(http).ExecuteAsync(http);

    public async ValueTask DisposeAsync()
    {
        await addresses.DisposeAsync();
        await accounts.DisposeAsync();
        await negotiations.DisposeAsync();
        await connections.DisposeAsync();
    }

    private static PartitionedRateLimiter<TKey> Buckets<TKey>(int perSecond, int most) where TKey : notnull
        => PartitionedRateLimiter.Create<TKey, TKey>(key => most == 0
            ? RateLimitPartition.GetNoLimiter(key)
            : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = most,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));

    private static Task TooManyAsync(HttpContext http, RateLimitLease lease)
    {
        var seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problems.Problem(http, 429, "too-many", "请求太频繁，这次没有受理，请稍后再试", "Too many requests; not taken this time, try again a little later", []).ExecuteAsync(http);
    }
}

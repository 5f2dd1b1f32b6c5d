using System.Globalization;
using System.Threading.RateLimiting;
using Circle.Web.Hosting;
using Circle.Web.Journal;
using Microsoft.AspNetCore.RateLimiting;

namespace Circle.Web.Accounts;

/// <summary>How often one address may try to sign in (guessing is slow, an office behind one address is not kept out), and how often a program may ask.</summary>
internal sealed class AccountLimits : IRateLimiterPolicy<string>
{
    private const int PerMinute = 120;

    /// <summary>Of one key of a program.</summary>
    private const int OfKeyPerMinute = 600;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>Others that are too many hear "busy"; here it is whoever asks that has to wait.</summary>
    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected { get; } = async (rejected, _) =>
    {
        var http = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Period;
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await Problems.Problem(http, 429, "too-many", "这个网络地址的登录尝试太多，请稍等片刻再试", "Too many sign-ins from this address: wait a little", []).ExecuteAsync(http);
    };

    public static void AddSignInLimit(RateLimiterOptions limits) => limits.AddPolicy<string, AccountLimits>(SessionEndpoints.Limit);

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
        => RateLimitPartition.GetTokenBucketLimiter(ClientNetwork.Of(httpContext), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = PerMinute,
            TokensPerPeriod = PerMinute / 6,
            ReplenishmentPeriod = Period,
            QueueLimit = 0,
        });

    /// <summary>A program that asks without pause keeps nobody else waiting.</summary>
    public static void AddKeyLimit(RateLimiterOptions limits) => limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
        http => ServiceKeyHandler.KeyOf(http.User) is not { } key ? RateLimitPartition.GetNoLimiter("") : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = OfKeyPerMinute / 5,
            TokensPerPeriod = OfKeyPerMinute / 60,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));
}

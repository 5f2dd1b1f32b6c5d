using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Circle.Web.Accounts;

/// <summary>How often one address may try to sign in (guessing is slow, an office behind one address is not kept out), and how often a program may ask.</summary>
internal static class AccountLimits
{
    private const int PerMinute = 120;

    /// <summary>Of one key of a program.</summary>
    private const int OfKeyPerMinute = 600;

    public static void AddSignInLimit(this RateLimiterOptions limits) => limits.AddPolicy(
        SessionEndpoints.Limit,
        http => RateLimitPartition.GetTokenBucketLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = PerMinute,
            TokensPerPeriod = PerMinute / 6,
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
        }));

    /// <summary>A program that asks without pause keeps nobody else waiting.</summary>
    public static void AddKeyLimit(this RateLimiterOptions limits) => limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
        http => ServiceKeyHandler.KeyOf(http.User) is not { } key ? RateLimitPartition.GetNoLimiter("") : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = OfKeyPerMinute / 5,
            TokensPerPeriod = OfKeyPerMinute / 60,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));
}

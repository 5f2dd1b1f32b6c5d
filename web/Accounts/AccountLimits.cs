using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Circle.Web.Accounts;

/// <summary>How often one address may try to sign in: guessing is slow, an office behind one address is not kept out.</summary>
internal static class AccountLimits
{
    private const int PerMinute = 120;

    public static void AddSignInLimit(this RateLimiterOptions limits) => limits.AddPolicy(
        SessionEndpoints.Limit,
        http => RateLimitPartition.GetTokenBucketLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = PerMinute,
            TokensPerPeriod = PerMinute / 6,
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
        }));
}

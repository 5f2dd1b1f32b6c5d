using System.Globalization;
using System.Threading.RateLimiting;
using Circle.Web.Journal;
using Microsoft.AspNetCore.RateLimiting;

namespace Circle.Web.Accounts;

/// <summary>How often one address may try to sign in: guessing is slow, an office behind one address is not kept out.</summary>
internal sealed class AccountLimits : IRateLimiterPolicy<string>
{
    private const int PerMinute = 120;

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
        => RateLimitPartition.GetTokenBucketLimiter(httpContext.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = PerMinute,
            TokensPerPeriod = PerMinute / 6,
            ReplenishmentPeriod = Period,
            QueueLimit = 0,
        });
}

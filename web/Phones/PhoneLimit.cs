using System.Globalization;
using System.Threading.RateLimiting;
using Circle.Web.Journal;
using Microsoft.AspNetCore.RateLimiting;

namespace Circle.Web.Phones;

/// <summary>How often one address may try to enrol: a hall full of volunteers behind one address gets in, guessing does not get on.</summary>
internal sealed class PhoneLimit : IRateLimiterPolicy<string>
{
    public const string Name = "enrolment";

    /// <summary>Two for each phone.</summary>
    private const int AtOnce = 60;

    private const int PerPeriod = 10;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => async (context, _) =>
    {
        var http = context.HttpContext;
        http.Response.Headers.RetryAfter = Period.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        await Problems.Problem(http, StatusCodes.Status429TooManyRequests, "too-many", "尝试太频繁，请一分钟后再试", "Too many tries: wait a minute", []).ExecuteAsync(http);
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
        => RateLimitPartition.GetTokenBucketLimiter(httpContext.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = AtOnce,
            TokensPerPeriod = PerPeriod,
            ReplenishmentPeriod = Period,
            QueueLimit = 0,
        });
}

using System.Threading.RateLimiting;
using Circle.Web.Hosting;

namespace Circle.Web.ServiceRecords;

internal static class ServiceRecordHosting
{
    /// <summary>The rate limit of codes that are tried, for one address.</summary>
    public const string Verifying = "service-record-verifications";

    /// <summary>An office that checks a pile of papers does not wait; a code is one of a hundred bits.</summary>
    private const int AMinute = 60;

    public static void AddServiceRecords(this IServiceCollection services)
    {
        services.AddSingleton<ServiceRecordReading>();
        services.AddRateLimiter(limits => limits.AddPolicy(Verifying, http => RateLimitPartition.GetTokenBucketLimiter(ClientNetwork.Of(http), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = AMinute,
            TokensPerPeriod = AMinute / 6,
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
        })));
    }
}

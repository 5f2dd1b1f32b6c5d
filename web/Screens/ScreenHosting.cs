using System.Threading.RateLimiting;
using Circle.Web.Hosting;
using Microsoft.AspNetCore.RateLimiting;

namespace Circle.Web.Screens;

internal static class ScreenHosting
{
    /// <summary>Names of rate limits, each for one address; of reports, for one screen where it is known: many stand behind one address.</summary>
    public const string Beginning = "screen-codes";
    public const string Polling = "screen-polls";
    public const string Reporting = "screen-reports";
    public const string Approving = "screen-approvals";

    public static void AddScreens(this IServiceCollection services, TimeSpan codeHolds)
    {
        services.AddSingleton(new ScreenSettings(codeHolds));
        services.AddSingleton<Pairing>();
        services.AddSingleton<ScreenCookie>();
        services.AddSingleton<ScreenList>();
        services.AddSingleton<PageVersion>();
        services.AddSingleton<ScreenReports>();
        services.AddHostedService(all => all.GetRequiredService<ScreenReports>());
        services.AddRateLimiter(limits =>
        {
            Add(limits, Beginning, 60);

            // Of as many as one address may have open, each every 2 s.
            Add(limits, Polling, 30 * Pairing.MostOfOne);

            // One every 3 s, or one for each page that turns out to be none.
            Add(limits, Reporting, 600);

            // A code is one of a thousand million; nobody tries them at the office's own form.
            Add(limits, Approving, 60);
        });
    }

    private static void Add(RateLimiterOptions limits, string name, int aMinute) => limits.AddPolicy(
        name,
        http => RateLimitPartition.GetTokenBucketLimiter(ScreenCookie.ScreenOf(http.User)?.Actor.Value ?? ClientNetwork.Of(http), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = aMinute,
            TokensPerPeriod = aMinute / 6,
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
        }));
}

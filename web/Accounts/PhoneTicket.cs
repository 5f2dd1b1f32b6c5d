using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Circle.Web.Accounts;

/// <summary>
/// 已登记手机: a sign-in without a password that lasts until a day that its team chose, used or not. Told to <see cref="Sessions"/> in
/// the ticket's properties, which never leave the server.
/// </summary>
internal sealed record PhoneTicket(string Name, string Team, DateTimeOffset Ends)
{
    public const int MaxName = 50;

    private const string NameItem = "circle.phone";
    private const string TeamItem = "circle.team";
    private const string EndsItem = "circle.ends";

    /// <summary>As long as browsers keep any (RFC 6265bis). When the phone's time is over the session says, which a leader may move.</summary>
    private static readonly TimeSpan CookieLasts = TimeSpan.FromDays(400);

    /// <summary>A cookie that is used is given anew after this time, so that it outlives those days.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromDays(1);

    public AuthenticationProperties ToProperties(DateTimeOffset now)
    {
        var properties = new AuthenticationProperties(new Dictionary<string, string?>
        {
            [NameItem] = Name,
            [TeamItem] = Team,
            [EndsItem] = Ends.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        });
        properties.IsPersistent = true;
        Renew(properties, now);
        return properties;
    }

    /// <summary>Null: a browser's.</summary>
    public static PhoneTicket? Of(AuthenticationProperties properties)
        => properties.Items.TryGetValue(NameItem, out var name) && properties.Items.TryGetValue(TeamItem, out var team) && properties.Items.TryGetValue(EndsItem, out var ends)
            ? new PhoneTicket(name!, team!, DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ends!, CultureInfo.InvariantCulture)))
            : null;

    /// <param name="at">When the phone was given its cookie last.</param>
    public static void Renew(AuthenticationProperties properties, DateTimeOffset at) => (properties.IssuedUtc, properties.ExpiresUtc) = (at, at + CookieLasts);

    public static Task RenewAsync(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew = Of(context.Properties) is not null && context.ElapsedTime >= Renewal;
        return Task.CompletedTask;
    }
}

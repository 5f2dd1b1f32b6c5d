using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Circle.Web.Accounts;

/// <summary>
/// 已登记手机: a sign-in without a password that lasts until a day that its team chose. Told to <see cref="Sessions"/> in the ticket's
/// properties, which never leave the server.
/// </summary>
internal sealed record PhoneTicket(string Name, string Team, DateTimeOffset Ends)
{
    public const int MaxName = 50;

    /// <summary>Browsers forget a cookie after 400 days whatever it says (RFC 6265bis), so one that is used is given anew.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromDays(1);

    private const string NameItem = "circle.phone";
    private const string TeamItem = "circle.team";

    public AuthenticationProperties ToProperties(DateTimeOffset now)
        => new(new Dictionary<string, string?> { [NameItem] = Name, [TeamItem] = Team }) { IsPersistent = true, IssuedUtc = now, ExpiresUtc = Ends };

    /// <summary>Null: a browser's.</summary>
    public static PhoneTicket? Of(AuthenticationProperties properties)
        => properties.Items.TryGetValue(NameItem, out var name) && properties.Items.TryGetValue(TeamItem, out var team) && properties.ExpiresUtc is { } ends
            ? new PhoneTicket(name!, team!, ends)
            : null;

    public static Task RenewAsync(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew = Of(context.Properties) is not null && context.ElapsedTime >= Renewal;
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

/// <summary>通行密钥 (passkeys), as Identity makes and checks them.</summary>
internal static class Passkeys
{
    /// <summary>Of one person.</summary>
    public const int Most = 10;

    public const int MaxName = 50;

    /// <summary>Of what an authenticator answers.</summary>
    public const int MaxCredential = 20_000;

    /// <summary>For as long a browser may take; the page of sign-in asks when it is opened, for names that it fills in by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static void AddPasskeys(this IServiceCollection services, AccountSettings settings) => services.Configure<IdentityPasskeyOptions>(passkeys =>
    {
        passkeys.AuthenticatorTimeout = Patience;
        passkeys.UserVerificationRequirement = "required";
        passkeys.AttestationConveyancePreference = "none";

        // Found by the authenticator itself: nobody types a name.
        passkeys.ResidentKeyRequirement = "required";
        if (settings.Origin is not { } origin) return;
        passkeys.ServerDomain = origin.IdnHost;
        passkeys.ValidateOrigin = given => ValueTask.FromResult(
            !given.CrossOrigin && Uri.TryCreate(given.Origin, UriKind.Absolute, out var from) && from.GetLeftPart(UriPartial.Authority) == origin.GetLeftPart(UriPartial.Authority));
    });

    /// <summary>Between the question and the answer Identity keeps the challenge here.</summary>
    public static void AddPasskeyState(this AuthenticationBuilder schemes) => schemes.AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie =>
    {
        cookie.Cookie.Name = "circle.passkey";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.CookieManager = new HostCookies();
        cookie.ExpireTimeSpan = Patience;
        cookie.SlidingExpiration = false;
    });
}

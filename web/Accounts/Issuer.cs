using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Circle.Web.Accounts;

/// <summary>
/// 统一身份认证 by OpenID Connect. Its answer is kept in a cookie for minutes, and the page that began asks what it is good for: the
/// session's own cookie does not come along on the way back from another site.
/// </summary>
internal static class Issuer
{
    public const string Scheme = "issuer";

    /// <summary>In the kept answer: who began to link it; nothing where somebody signs in.</summary>
    public const string LinkedBy = "linked-by";

    private const string Callback = "/api/v1/session/external/callback";
    private const string Failed = "/sign-in?external=failed";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static void AddIssuer(this AuthenticationBuilder schemes, ExternalIssuer issuer)
    {
        schemes.AddCookie(IdentityConstants.ExternalScheme, cookie =>
        {
            cookie.Cookie.Name = "circle.external";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.CookieManager = new HostCookies();
            cookie.ExpireTimeSpan = Patience;
            cookie.SlidingExpiration = false;
        });
        schemes.AddOpenIdConnect(Scheme, issuer.DisplayName, oidc =>
        {
            (oidc.Authority, oidc.ClientId, oidc.ClientSecret) = (issuer.Authority, issuer.ClientId, issuer.ClientSecret);
            oidc.RequireHttpsMetadata = !new Uri(issuer.Authority).IsLoopback;
            oidc.SignInScheme = IdentityConstants.ExternalScheme;

            // What is asked is asked there and nowhere that it sends us to.
            oidc.BackchannelHttpHandler = new SocketsHttpHandler { AllowAutoRedirect = false };
            oidc.Events.OnRedirectToIdentityProvider = to => IsTheOneAsync(to, issuer);
            oidc.CallbackPath = Callback;

            // With PKCE, and back by GET: a form that another site sends is not taken here.
            oidc.ResponseType = OpenIdConnectResponseType.Code;
            oidc.ResponseMode = OpenIdConnectResponseMode.Query;
            oidc.UsePkce = true;
            oidc.CorrelationCookie.SameSite = oidc.NonceCookie.SameSite = SameSiteMode.Lax;
            oidc.CorrelationCookie.SecurePolicy = oidc.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

            // Who it is, and nothing more about them.
            oidc.Scope.Clear();
            oidc.Scope.Add("openid");
            oidc.MapInboundClaims = false;
            oidc.GetClaimsFromUserInfoEndpoint = false;
            oidc.SaveTokens = false;
            oidc.Events.OnRemoteFailure = failure =>
            {
                failure.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Issuer)).LogWarning("A sign-in elsewhere failed: {Why}", failure.Failure?.Message);
                failure.Response.Redirect(Failed);
                failure.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>A description that names another issuer would let that one's tokens in.</summary>
    /// <exception cref="InvalidOperationException">It does.</exception>
    private static async Task IsTheOneAsync(RedirectContext to, ExternalIssuer issuer)
    {
        var described = (await to.Options.ConfigurationManager!.GetConfigurationAsync(to.HttpContext.RequestAborted)).Issuer;
        if (!string.Equals(described?.TrimEnd('/'), issuer.Authority.TrimEnd('/'), StringComparison.Ordinal))
            throw new InvalidOperationException($"the description under {issuer.Authority} is another issuer's");
    }

    /// <summary>To the other site, and back to a page of this one.</summary>
    public static async Task SendAsync(HttpContext http, string back, string? linkedBy)
    {
        var properties = new AuthenticationProperties { RedirectUri = back };
        if (linkedBy is not null) properties.Items[LinkedBy] = linkedBy;
        try
        {
            await http.ChallengeAsync(Scheme, properties);
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException)
        {
            // Its description cannot be read.
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Issuer)).LogWarning("The sign-in elsewhere does not answer: {Why}", e.Message);
            http.Response.Redirect(Failed);
        }
    }

    /// <summary>Who the other site says that it is; null: nobody asked it, or not lately.</summary>
    /// <returns>Its stable number there, and who began to link it (null: somebody signs in).</returns>
    public static async Task<(string Subject, string? LinkedBy)?> AnswerAsync(HttpContext http)
    {
        var kept = await http.AuthenticateAsync(IdentityConstants.ExternalScheme);
        return kept.Principal?.FindFirst("sub")?.Value is { Length: > 0 and <= 128 } subject ? (subject, kept.Properties?.Items.TryGetValue(LinkedBy, out var by) == true ? by : null) : null;
    }

    public static Task ForgetAsync(HttpContext http) => http.SignOutAsync(IdentityConstants.ExternalScheme);
}

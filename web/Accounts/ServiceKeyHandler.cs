using System.Security.Claims;
using System.Text.Encodings.Web;
using Circle.Domain.Journal;
using Circle.Web.Journal;
using Circle.Web.Tickets.Open311;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Circle.Web.Accounts;

/// <summary>
/// A program is known by the key that it sends with each request of the API, and never by a cookie beside it: so what other sites make a
/// browser send is nobody's, and such a request needs no check of where it comes from.
/// </summary>
internal sealed class ServiceKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ServiceKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "circle-key";

    private const string Bearer = "Bearer ";
    private const string KeyClaim = "circle.key";

    private static readonly Refusal Wrong = new(RefusalKind.SignedOut,
    [
        new Fault("", "wrong-key", "接口密钥不对、已过期或已停用，请向区长效办要一把新的", "the key is wrong, over or withdrawn: ask the programme office for another"),
    ]);

    /// <summary>Whether the request says that it comes from a program. Streams are for people and screens.</summary>
    public static bool IsBearer(HttpRequest request)
        => (request.Path.StartsWithSegments("/api") || GeoErrors.IsAsked(request)) && request.Headers.Authorization is [{ } header, ..] && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    /// <summary>The id of the key by which the caller is known; null: by none.</summary>
    public static string? KeyOf(ClaimsPrincipal user) => user.FindFirstValue(KeyClaim);

    /// <summary>The same answer whatever is wrong with a key.</summary>
    public static Task RefuseAsync(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = Bearer.TrimEnd();
        return Problems.Of(http, Wrong).ExecuteAsync(http);
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsBearer(Request) || Request.Headers.Authorization is not [{ } header] || await keys.FindAsync(header[Bearer.Length..]) is not { } found) return AuthenticateResult.NoResult();
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, found.Account.Value), new Claim(KeyClaim, found.Key)], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }
}

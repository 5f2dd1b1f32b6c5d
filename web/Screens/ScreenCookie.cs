using System.Collections.Concurrent;
using System.Security.Claims;
using Circle.Domain.Journal;
using Circle.Domain.Screens;
using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Screens;

/// <summary>
/// The device's cookie: says which screen a browser is. It opens nothing by itself: the silos are asked what the screen may do, and
/// a revoked one may do nothing. Where a person is signed in too, the person it is.
/// </summary>
internal sealed class ScreenCookie(IDbContextFactory<Credentials> credentials, TimeProvider real)
{
    private const string Name = "circle-screen";
    private const string Which = "circle.screen";

    /// <summary>Past it all are asked anew: the database knows.</summary>
    private const int MostKnown = 10_000;
    private const int MaxToken = 100;

    /// <summary>The longest that browsers keep a cookie; every report begins it anew.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>By the token's hash. Nothing is withdrawn here, so a minute is soon enough for a token that was fetched anew.</summary>
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    private sealed record Known(ScreenId Screen, long At);

    /// <summary>The screen that a browser is; null: it is none, or a person is signed in at it.</summary>
    public static ScreenId? ScreenOf(ClaimsPrincipal? user) => TextId.TryParse<ScreenId>(user?.FindFirstValue(Which), out var id) ? id : null;

    /// <summary>After whoever is signed in is known.</summary>
    public async Task RecogniseAsync(HttpContext http)
    {
        if (http.User.Identity?.IsAuthenticated == true || http.Request.Cookies[HostCookies.NameOf(http, Name)] is not { Length: > 0 and <= MaxToken } token) return;
        if (await FindAsync(Secret.HashOf(token)) is { } screen) http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(Which, screen.Value)], Name));
    }

    public static void Set(HttpContext http, string token) => http.Response.Cookies.Append(HostCookies.NameOf(http, Name), token, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        IsEssential = true,
        MaxAge = Kept,
        Path = "/",
    });

    /// <summary>Keeps it for as long again.</summary>
    public static void Renew(HttpContext http)
    {
        if (http.Request.Cookies[HostCookies.NameOf(http, Name)] is { } token) Set(http, token);
    }

    private async Task<ScreenId?> FindAsync(string hash)
    {
        if (known.TryGetValue(hash, out var held) && real.GetElapsedTime(held.At) < Fresh) return held.Screen;
        var at = real.GetTimestamp();
        await using var db = await credentials.CreateDbContextAsync();
        if (await db.ScreenDevices.Where(d => d.Token == hash).Select(d => d.ScreenId).FirstOrDefaultAsync() is not { } id) return null;
        if (known.Count >= MostKnown) known.Clear();
        known[hash] = new Known(ScreenId.Of(id), at);
        return ScreenId.Of(id);
    }
}

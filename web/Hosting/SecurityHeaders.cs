using System.Net;
using System.Text.RegularExpressions;
using Circle.Web.Tickets.Open311;

namespace Circle.Web.Hosting;

/// <summary>What a browser is told of every answer: nothing is loaded from elsewhere, no script or style stands in a page, nothing frames it.</summary>
internal static partial class SecurityHeaders
{
    /// <summary>Evidence: a browser may keep it, and asks each time whether whoever looks may see it.</summary>
    public const string AskedEachTime = "private, no-cache";

    /// <summary>An answer that is no page loads nothing, wherever it is opened.</summary>
    private const string Data = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Vue makes HTML of strings in one place, and pages in a hand name their worker, each by a policy of its name; no other place may (Trusted Types).</summary>
    private const string Page =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        + "frame-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vue circle-worker; connect-src 'self'";

    /// <summary>Scalar and the dashboard bring scripts and styles in their pages; both are there in Development alone.</summary>
    private const string Developers =
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string Features =
        "accelerometer=(), camera=(), display-capture=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
        + "geolocation=(self), fullscreen=(self), screen-wake-lock=(self), publickey-credentials-create=(self), publickey-credentials-get=(self)";

    private static readonly string[] OfData = ["/api", GeoErrors.Root, "/hubs", "/health", "/metrics", "/openapi"];

    /// <summary>Scripts and styles of a page, which run by the page's own policy: what only a page need be told was a sixth of a phone's first visit.</summary>
    private static readonly string[] OfPages = ["/assets"];

    private static readonly string[] OfDevelopers = ["/scalar", "/dashboard"];

    /// <summary>Set when the answer begins: what makes an error into an answer clears all that was set before.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var developers = app.Environment.IsDevelopment() ? OfDevelopers : [];
        app.Use((http, next) =>
        {
            http.Response.OnStarting(
                state =>
                {
                    Set((HttpContext)state, developers);
                    return Task.CompletedTask;
                },
                http);
            return next(http);
        });
    }

    private static void Set(HttpContext http, string[] developers)
    {
        var (headers, path) = (http.Response.Headers, http.Request.Path);
        var (isData, isPart) = (IsUnder(path, OfData), IsUnder(path, OfPages) && http.Response.StatusCode != StatusCodes.Status404NotFound);
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = isData || isPart ? Data : IsUnder(path, developers) ? Developers : $"{Page}{Sockets(http.Request)}";
        if (!isPart)
        {
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Permissions-Policy"] = Features;
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        }

        if (http.Request.IsHttps && !IsThisMachine(http.Request.Host.Host)) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";

        // What is behind a right is kept nowhere; a page holds nothing of anybody, and is asked for anew because its files change.
        if (headers.CacheControl.Count == 0) headers.CacheControl = isData ? "no-store" : "no-cache";
    }

    private static bool IsUnder(PathString path, string[] prefixes) => prefixes.Any(prefix => path.StartsWithSegments(prefix));

    /// <summary>Not every browser takes 'self' to mean this host's WebSockets too.</summary>
    private static string Sockets(HttpRequest request)
        => request.Host.Value is { } host && PlainHost().IsMatch(host) ? $" {(request.IsHttps ? "wss" : "ws")}://{host}" : "";

    /// <summary>A developer's machine would have to speak https at every port for a year.</summary>
    private static bool IsThisMachine(string host)
        => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    [GeneratedRegex(@"^[A-Za-z0-9.\-:\[\]]{1,255}\z")]
    private static partial Regex PlainHost();
}

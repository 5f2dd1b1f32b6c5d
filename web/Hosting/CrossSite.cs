using Circle.Web.Accounts;
using Circle.Web.Journal;

namespace Circle.Web.Hosting;

/// <summary>
/// 跨站请求伪造 (CSRF): a page of another site may change nothing here and read no stream, not even with a visitor's rights. Three
/// hold it, each alone: the session's cookie is SameSite=Strict; a browser says whose page asks (<c>Sec-Fetch-Site</c>,
/// <c>Origin</c>); and what a form can send without asking first is not taken.
/// </summary>
internal static class CrossSite
{
    private const string FetchSite = "Sec-Fetch-Site";

    public static void UseCrossSiteGuard(this WebApplication app) => app.Use((http, next) =>
        !Changes(http.Request) && !http.Request.Path.StartsWithSegments("/hubs") ? next(http)
        : !ServiceKeyHandler.IsBearer(http.Request) && IsForeign(http.Request) ? Problems.Problem(http, 403, "cross-site", "不接受其他网站发来的操作", "Not taken from another site", []).ExecuteAsync(http)
        : IsFormLike(http.Request) ? Problems.Problem(http, 415, "not-json", "请用 application/json 发送内容", "Send the body as application/json", []).ExecuteAsync(http)
        : next(http));

    private static bool Changes(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);

    /// <summary>
    /// Who sends neither header is no browser of these ten years: a program of another unit, whose cookie or key nobody can make it
    /// send. It is let in; <see cref="IsFormLike"/> holds for it too.
    /// </summary>
    private static bool IsForeign(HttpRequest request)
    {
        var (site, origin) = (request.Headers[FetchSite], request.Headers.Origin);
        return (site.Count > 0 && site.ToString() is not ("same-origin" or "none")) || (origin.Count > 0 && !IsOwn(request, origin.ToString()));
    }

    /// <summary>Where we know of https, its own http page is foreign too: whoever sits in between may have written it.</summary>
    private static bool IsOwn(HttpRequest request, string origin)
        => Uri.TryCreate(origin, UriKind.Absolute, out var site)
           && string.Equals(site.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
           && (!request.IsHttps || site.Scheme == Uri.UriSchemeHttps);

    private static bool IsUpload(HttpRequest request)
        => request.Path == "/api/v1/plan/proposal" && request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What a form of another site could send: a POST with no header and no type of its own. The upload of a plan names its missing key among all faults.</summary>
    private static bool IsFormLike(HttpRequest request)
        => HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/api") && !request.HasJsonContentType() && !IsUpload(request) && request.Headers[Commands.KeyHeader].Count == 0;
}

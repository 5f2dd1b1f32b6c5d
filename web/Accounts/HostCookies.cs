using Microsoft.AspNetCore.Authentication.Cookies;

namespace Circle.Web.Accounts;

/// <summary>
/// Over https a cookie's name begins with <c>__Host-</c>: a browser then takes it of this host alone, marked Secure, for all paths, so that
/// no neighbour under the same domain and nobody on an unencrypted line can set one of ours. Over http, at the machine itself, browsers
/// would refuse the name. Each scheme has cookies of its own.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    private const string Prefix = "__Host-";

    private readonly ChunkingCookieManager cookies = new();

    public static string NameOf(HttpContext http, string name) => http.Request.IsHttps ? Prefix + name : name;

    public string? GetRequestCookie(HttpContext context, string key) => cookies.GetRequestCookie(context, NameOf(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options)
        => cookies.AppendResponseCookie(context, NameOf(context, key), value, Of(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options)
        => cookies.DeleteCookie(context, NameOf(context, key), Of(context, options));

    /// <summary>What the name promises. The address of the program under a proxy's is none of a path that it could be limited to.</summary>
    private static CookieOptions Of(HttpContext http, CookieOptions options)
    {
        (options.Secure, options.Path, options.Domain) = (http.Request.IsHttps, "/", null);
        return options;
    }
}

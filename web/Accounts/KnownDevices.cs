using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Circle.Web.Accounts;

/// <summary>
/// 已知设备: a browser from which a person has signed in holds a cookie that says so, and nobody can make one. It opens nothing: who
/// holds it is only not kept out by what others try (OWASP, device cookies).
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection)
{
    private const string Cookie = "circle.device";
    private const int MaxLength = 2_000;

    /// <summary>Of a browser that several share: those who signed in last.</summary>
    private const int MostPeople = 8;

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(365);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Circle.Devices.v1").ToTimeLimitedDataProtector();

    /// <summary>The browser's own number; null: this person has not signed in from it.</summary>
    public string? Of(HttpContext http, string person) => Read(http) is [var device, .. var people] && people.Contains(person) ? device : null;

    /// <summary>Whether anybody has signed in from this browser before.</summary>
    public bool IsKnown(HttpContext http) => Read(http).Length > 0;

    public void Remember(HttpContext http, string person)
    {
        var (device, people) = Read(http) is [var known, .. var before] ? (known, before) : (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), []);
        string[] value = [device, person, .. people.Where(p => p != person).Take(MostPeople - 1)];
        http.Response.Cookies.Append(HostCookies.NameOf(http, Cookie), protector.Protect(string.Join('|', value), Lasts), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = "/",
            MaxAge = Lasts,
            IsEssential = true,
        });
    }

    private string[] Read(HttpContext http)
    {
        if (http.Request.Cookies[HostCookies.NameOf(http, Cookie)] is not { Length: > 0 and <= MaxLength } value) return [];
        try
        {
            return protector.Unprotect(value).Split('|');
        }
        catch (CryptographicException)
        {
            // Made up, too old, or its key is gone.
            return [];
        }
    }
}

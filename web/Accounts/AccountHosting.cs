using System.Net;
using System.Security.Claims;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Audit;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>Who asks: cookies, sessions and credentials by ASP.NET Core Identity; what they may do is decided by the silos.</summary>
internal static class AccountHosting
{
    public static readonly string Scheme = IdentityConstants.ApplicationScheme;

    /// <param name="use">Says which database the credentials lie in.</param>
    public static void AddAccounts(this IServiceCollection services, Action<DbContextOptionsBuilder> use)
    {
        services.AddDbContextFactory<Credentials>(use);
        services.AddDataProtection().SetApplicationName("circle").PersistKeysToDbContext<Credentials>();
        services.AddHttpContextAccessor();
        services.AddIdentityCore<Person>(Configure).AddEntityFrameworkStores<Credentials>().AddSignInManager().AddDefaultTokenProviders().AddPasswordValidator<CommonPasswords>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<PersonNames>();
        services.AddSingleton<AuditTrail>();
        services.AddScoped<SignIn>();
        services.AddSingleton<DemonstrationAccounts>();
        services.AddSingleton<FirstAdministrator>();
        services.AddHostedService<FirstAccounts>();
        services.AddRateLimiter(AccountLimits.AddSignInLimit);
        services.AddAuthentication(Scheme).AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Name = "circle";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;

            // The session decides how long, see Sessions.
            cookie.SlidingExpiration = false;
            cookie.ExpireTimeSpan = Sessions.Longest;
        });
        services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<Sessions>((cookie, sessions) => cookie.SessionStore = sessions);
    }

    /// <summary>Before every endpoint: the caller is whoever is signed in, and nobody else.</summary>
    public static void UseAccounts(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use((http, next) =>
        {
            Caller.Current = ActorOf(http.User) ?? (HttpMethods.IsGet(http.Request.Method) && IsHere(http) ? Visitor : null);
            return next(http);
        });
    }

    /// <summary>Somebody at this machine who is not signed in: reads a rehearsal, changes nothing in it, and is nobody to a live system.</summary>
    public static readonly Actor Visitor = new("rehearsal:visitor");

    /// <summary>Not through a proxy, be it one of ours or not: behind one on this machine everybody seems to sit here.</summary>
    public static bool IsHere(HttpContext? http)
        => http?.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !Forwarded.Any(http.Request.Headers.ContainsKey);

    /// <summary>What proxies add, and what is left of it once it was believed.</summary>
    private static readonly string[] Forwarded = ["Forwarded", "Via", "X-Forwarded-For", "X-Original-For", "X-Real-IP"];

    /// <summary>Null: nobody is signed in.</summary>
    public static Actor? ActorOf(ClaimsPrincipal? user)
        => TextId.TryParse<AccountId>(user?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id.Actor : null;

    private static void Configure(IdentityOptions identity)
    {
        // With passkeys.
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

        // Length and not being common is what keeps a password; kinds of characters do not (NIST SP 800-63B, ASVS 6.2).
        identity.Password = new PasswordOptions { RequiredLength = SignIn.MinPassword, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 4 };

        // Whoever guesses wrong on purpose keeps the victim out for a minute.
        identity.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(1), AllowedForNewUsers = true };
        identity.User.RequireUniqueEmail = false;
    }
}

using System.Net;
using System.Security.Claims;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Audit;
using Circle.Web.Screens;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>Who asks: cookies, sessions and credentials by ASP.NET Core Identity; what they may do is decided by the silos.</summary>
internal static class AccountHosting
{
    public static readonly string Scheme = IdentityConstants.ApplicationScheme;

    public const string CookieName = "circle";

    /// <param name="use">Says which database the credentials lie in.</param>
    public static void AddAccounts(this IServiceCollection services, AccountSettings settings, Action<DbContextOptionsBuilder> use)
    {
        services.AddSingleton(settings);
        services.AddDbContextFactory<Credentials>(use);
        services.AddProtectionKeys(settings);
        services.AddHttpContextAccessor();
        services.AddIdentityCore<Person>(Configure).AddEntityFrameworkStores<Credentials>().AddUserStore<PersonStore>().AddSignInManager()
            .AddDefaultTokenProviders().AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider).AddPasswordValidator<CommonPasswords>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PasswordRounds.Count);
        services.AddPasskeys(settings);
        services.AddSingleton<Attempts>();
        services.AddSingleton<KnownDevices>();
        services.AddSingleton<PasswordGate>();
        services.AddSingleton<SecondFactors>();
        services.AddSingleton<Sessions>();
        services.AddPeople();
        services.AddSingleton<PersonNames>();
        services.AddSingleton<AuditTrail>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<PersonFactors>();
        services.AddScoped<SignIn>();
        services.AddSingleton<DemonstrationAccounts>();
        services.AddSingleton<Duties.DemonstrationDuties>();
        services.AddSingleton<FirstAdministrator>();
        services.AddHostedService<FirstAccounts>();
        services.AddRateLimiter(AccountLimits.AddSignInLimit);
        var cookies = services.AddAuthentication(Scheme).AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Name = CookieName;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.CookieManager = new HostCookies();

            // The session decides how long, see Sessions; only a phone's cookie is ever given anew.
            cookie.SlidingExpiration = true;
            cookie.Events.OnCheckSlidingExpiration = PhoneTicket.RenewAsync;
            cookie.ExpireTimeSpan = Sessions.Longest;
        });
        cookies.AddPasskeyState();
        if (settings.Issuer is { } issuer) cookies.AddIssuer(issuer);
        services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<Sessions>((cookie, sessions) => cookie.SessionStore = sessions);
    }

    /// <summary>Before every endpoint: the caller is whoever is signed in, and nobody else.</summary>
    public static void UseAccounts(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseServiceKeys();
        var screens = app.Services.GetRequiredService<ScreenCookie>();
        app.Use(async (http, next) =>
        {
            await screens.RecogniseAsync(http);
            http.User = await http.RequestServices.GetRequiredService<SecondFactors>().JudgeAsync(http.User);
            Caller.Current = ActorOf(http.User) ?? (HttpMethods.IsGet(http.Request.Method) ? WatcherOf(http.User, http) : null);
            await next(http);
        });
        app.UseOwnerHeader();
    }

    /// <summary>Not through a proxy, be it one of ours or not: behind one on this machine everybody seems to sit here.</summary>
    public static bool IsHere(HttpContext? http)
        => http?.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !Forwarded.Any(http.Request.Headers.ContainsKey);

    /// <summary>What proxies add, and what is left of it once it was believed.</summary>
    private static readonly string[] Forwarded = ["Forwarded", "Via", "X-Forwarded-For", "X-Original-For", "X-Real-IP"];

    /// <summary>Who reads where nobody is signed in: a screen, or somebody at this machine; null: nobody known.</summary>
    public static Actor? WatcherOf(ClaimsPrincipal? user, HttpContext? http) => ScreenCookie.ScreenOf(user)?.Actor ?? (IsHere(http) ? Caller.Visitor : null);

    /// <summary>Null: nobody is signed in, or with one factor where two are needed.</summary>
    public static Actor? ActorOf(ClaimsPrincipal? user)
        => SecondFactors.IsHalf(user) ? null : PersonOf(user)?.Actor;

    /// <summary>Whose session it is, whatever it is good for.</summary>
    public static AccountId? PersonOf(ClaimsPrincipal? user)
        => TextId.TryParse<AccountId>(user?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    private static void Configure(IdentityOptions identity)
    {
        // With passkeys.
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

        // Length and not being common is what keeps a password; kinds of characters do not (NIST SP 800-63B, ASVS 6.2).
        identity.Password = new PasswordOptions { RequiredLength = SignIn.MinPassword, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 4 };

        // See Attempts: whoever guesses wrong on purpose must not keep the victim out.
        identity.Lockout = new LockoutOptions { AllowedForNewUsers = false };
        identity.User.RequireUniqueEmail = false;
    }
}

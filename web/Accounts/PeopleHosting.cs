using Microsoft.AspNetCore.Authentication;

namespace Circle.Web.Accounts;

/// <summary>People's administration, and the second way to be known: a program's key.</summary>
internal static class PeopleHosting
{
    /// <summary>By cookie or by key, never by both.</summary>
    private const string Either = "circle";

    public static void AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<Invitations>();
        services.AddSingleton<People>();
        services.AddSingleton<ServiceKeys>();
        services.AddScoped<Opening>();
        services.AddRateLimiter(AccountLimits.AddKeyLimit);
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ServiceKeyHandler>(ServiceKeyHandler.Name, null)
            .AddPolicyScheme(Either, null, either => either.ForwardDefaultSelector = http => ServiceKeyHandler.IsBearer(http.Request) ? ServiceKeyHandler.Name : AccountHosting.Scheme);
        services.PostConfigure<AuthenticationOptions>(authentication => authentication.DefaultScheme = Either);
    }

    /// <summary>Whoever sends a key is known by it or answered here: never a visitor at this machine, never whoever's cookie lies beside it.</summary>
    public static void UseServiceKeys(this WebApplication app)
        => app.Use((http, next) => ServiceKeyHandler.IsBearer(http.Request) && AccountHosting.ActorOf(http.User) is null ? ServiceKeyHandler.RefuseAsync(http) : next(http));
}
